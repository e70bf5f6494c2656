"""What reporters do, as the public process does it: with its role and its keys only."""

from __future__ import annotations

import uuid
from typing import Any

from plainsight.commands.demo_data import opinions
from plainsight.commands.demo_data.county import county
from plainsight.commands.demo_data.step import run
from plainsight.commands.start import become

NAMESPACE = uuid.UUID("5c9b1f60-6d1c-4a57-9b0e-3f0c6a3f7d10")


def send(_given: dict[str, Any]) -> dict[str, Any]:
    """Write and send every report; return references, return codes and the visitors' code."""
    from plainsight.commands.demo_data.files import attach
    from plainsight.intake import returncodes
    from plainsight.intake.answers import Answers, Contact
    from plainsight.intake.drafts import begin
    from plainsight.intake.sending import send as send_draft

    references, codes, visitor_code = [], [], ""
    for told in county().reports:
        answers = told.answers | {"contact": Contact(**told.answers["contact"])}
        draft = begin(Answers(**answers))
        for name in told.files:
            attach(draft, name)
        sent = send_draft(draft.cookie)
        references.append(sent.reference)
        codes.append(sent.return_code)
        if told.is_for_visitors:
            visitor_code = returncodes.spell(sent.return_code or "")
    return {"references": references, "codes": codes, "visitor_code": visitor_code}


def answer(given: dict[str, Any]) -> dict[str, Any]:
    """Come back by each code where the county has a reporter's answer at this turn."""
    from plainsight.intake import conversations

    turn = given["turn"]
    for number, (told, code) in enumerate(zip(county().reports, given["codes"], strict=True)):
        answers = [said for said in told.talk if said.by == "reporter"]
        if turn >= len(answers):
            continue
        visit = conversations.open_by_code(code)
        if not isinstance(visit, conversations.Visit):
            raise LookupError("a code of the demo opens nothing")  # noqa: TRY004 (no type is wrong)
        seen = conversations.unread(visit)
        client = uuid.uuid5(NAMESPACE, f"{number} {turn}")
        write = conversations.withdraw if answers[turn].kind == "withdraw" else conversations.answer
        write(visit, client_id=client, text=answers[turn].text)
        conversations.acknowledge(visit, up_to=seen[-1].seq)
    return {}


if __name__ == "__main__":
    become("public")
    run({"send": send, "answer": answer, "opine": opinions.send})
