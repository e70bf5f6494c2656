"""What the first hour tells a new force to type is what the command line takes."""

from __future__ import annotations

import shlex

import pytest

from plainsight.commands import parser
from plainsight.commands.user import ROLES
from plainsight.people.first_hour import steps
from plainsight.people.roles import Role
from tests.cast import Cast


def test_the_command_line_takes_every_command_that_the_first_hour_names(cast: Cast) -> None:
    told = [step.command for step in steps(cast.administrator) if step.command]
    assert len(told) == 3
    for command in told:
        program, *words = shlex.split(command)
        assert program == "plainsight"
        assert parser().parse_args(words).verb == "key"


def test_a_command_with_another_option_would_be_noticed() -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["key", "found-team", "--officer", "USERNAME"])


def test_the_command_line_gives_every_role_that_there_is() -> None:
    assert set(ROLES) == set(Role.values)
