"""What staff do, as the desk process does it: enrol, found and admit, open reports and ask."""

from __future__ import annotations

import uuid
from typing import Any

from plainsight.commands.demo_data.calls import enter
from plainsight.commands.demo_data.county import county
from plainsight.commands.demo_data.duties import plan
from plainsight.commands.demo_data.informing import inform
from plainsight.commands.demo_data.step import run
from plainsight.commands.start import become

TRIAGE = ("amara.okafor", "callum.reyes", "nadia.birch", "tom.hale")
UNREAD_HOURS = 90
HELD = (3, 41)
NAMESPACE = uuid.UUID("b0a8a3b2-5d0a-4b0e-8a60-0d6e5f1f7a11")


def found(given: dict[str, Any]) -> dict[str, Any]:
    """Enrol the staff, found the team's key with the first, who admits the others."""
    from plainsight.people.access import can
    from plainsight.people.models import Team
    from plainsight.people.roles import Role
    from plainsight.people.services import members, officers, second_factor
    from plainsight.vault.services import member_fingerprint

    team = Team.objects.get(name=county().team, force=county().force)
    founder, fingerprint = None, ""
    for one in given["staff"]:
        officer = officers.add_officer(
            username=one["username"],
            name=one["name"],
            team=team,
            roles=[Role(one["role"])],
            password=given["password"],
            collar_number=one["collar_number"],
            is_password_temporary=False,
        )
        second_factor.set_code_secret(officer, second_factor.new_code_secret())
        if not can(officer, "key.unlock"):
            continue
        unlocked = members.choose_passphrase(officer, passphrase=given["passphrase"])
        if founder is None:
            founder = officer, unlocked
            fingerprint = members.found_team_key(officer, team=team, unlocked=unlocked)
        else:
            by, key = founder
            members.admit(officer, by=by, unlocked=key, fingerprint=member_fingerprint(officer.id))
    if founder is None:
        raise LookupError("nobody of the county's staff has a key")
    return {"fingerprint": fingerprint, "custodians": _custodians(founder[0], founder[1], team)}


def _custodians(founder: Any, key: Any, team: Any) -> list[str]:
    """Name three custodians; return their private halves, as they would be printed."""
    from plainsight.people.services.team_key import name_custodians
    from plainsight.vault.armour import private_text
    from plainsight.vault.opening import PrivateKey

    keys = [PrivateKey.generate() for _n in range(3)]
    publics = [one.public() for one in keys]
    name_custodians(founder, team=team, unlocked=key, publics=publics)
    return [private_text(one) for one in keys]


def ask(given: dict[str, Any]) -> dict[str, Any]:
    """Open what the county says was opened, and send the desk's message of this turn."""
    from plainsight.intake.models import Report
    from plainsight.people.models import Officer
    from plainsight.triage.services import ask_reporter, open_report
    from plainsight.vault.services import unlock

    staff = Officer.objects.in_bulk(TRIAGE, field_name="username")
    desk = [(one, unlock(holder=one.id, passphrase=given["passphrase"])) for one in staff.values()]
    turn = given["turn"]
    for number, told in enumerate(county().reports):
        officer, key = desk[number % len(desk)]
        report = Report.objects.get(reference=given["references"][number])
        asked = [said for said in told.talk if said.by == "desk"]
        if told.is_opened and (turn == 0 or turn < len(asked)):
            open_report(officer=officer, unlocked=key, report_id=report.id)
        if turn < len(asked):
            ask_reporter(
                officer=officer,
                unlocked=key,
                report_id=report.id,
                client_id=uuid.uuid5(NAMESPACE, f"{number} {turn}"),
                text=asked[turn].text,
            )
    return {}


def work(given: dict[str, Any]) -> dict[str, Any]:
    """Do with each report what became of it."""
    from plainsight.commands.demo_data.fates import do, fate_of
    from plainsight.intake.models import Report
    from plainsight.people.models import Officer
    from plainsight.triage.services import open_report
    from plainsight.triage.services.acting import Acting
    from plainsight.triage.services.keeping import hold_report
    from plainsight.vault.services import unlock

    references, told = given["references"], county().reports
    recent = sum(one.past is None for one in told)
    desk = Officer.objects.filter(username__in=TRIAGE).order_by("username")
    keys = [(one, unlock(holder=one.id, passphrase=given["passphrase"])) for one in desk]
    by_reference = dict(Report.objects.values_list("reference", "id"))
    for number, one in enumerate(told):
        if not one.is_opened:
            continue
        officer, key = keys[number % len(keys)]
        acting = Acting(officer, key, by_reference[references[number]])
        if one.past is not None and one.hours_ago > UNREAD_HOURS:  # what was answered was read
            open_report(officer=officer, unlocked=key, report_id=acting.report_id)
        for fate in fate_of(number, one, [holder.id for holder, _key in keys]):
            do(acting, fate, references, recent)
    boss = Officer.objects.get(username="ruth.pennant")
    key = unlock(holder=boss.id, passphrase=given["passphrase"])
    for number in HELD:
        acting = Acting(boss, key, by_reference[references[recent + number]])
        hold_report(acting, note="Named in a civil claim against the landlord.")
    return {}


if __name__ == "__main__":
    become("desk")
    run({"found": found, "ask": ask, "work": work, "plan": plan, "enter": enter, "inform": inform})
