"""Who is who on Slack: unknown people, people of other workspaces, and people whose clocks move."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.scenarios import given
from tests.scenarios.homes import HomePage
from tests.scenarios.people import SlackUser
from tests.scenarios.world import ORGANISATION, World

UNKNOWN = """
    I do not know you yet
    I work for people who are part of a case, and only HR can tell me who you are. If they do, I
        write to you here. If you hear nothing, please ask your contact in HR to add you.
    """
QUESTION = """
    Is this Lea Santos?
    Somebody came to me on Slack whose account has the e-mail address that your file has for Lea
        Santos. I told them nothing. If it is Lea, they can write to me from then on, and get what
        is theirs.
    Name there
    Lea S.
    E-mail address
    lea@northwind.example
    Account
    a member of your workspace
    This is asked once. Nobody is asked about themself or about somebody in their line of
        management.
    [Yes, that is Lea]
    [No]
    """
WELCOME = """
    Hello Lea, I know you now
    HR has confirmed who you are, so you can write to me from now on. I did nothing with what you
        wrote before: please write it again if it still matters.
    Write “help” to see what you can say here.
    """


def lea_on_slack(world: World, **more: Any) -> SlackUser:
    """Lea, whose e-mail address the file has, and no account."""
    said = {"email": "Lea@Northwind.example", "real_name": "Lea S.", **more}
    world.slack.add_user("U0LEA", **said)
    return world.on_slack("lea", user="U0LEA", team=more.get("team_id", ""))


def links(world: World) -> list[tuple[str, str, str, str | None]]:
    """What became of each proposal: who it is about, who was asked, what they said."""
    rows = world.rows("links")["links"]
    return [(r["person_id"], r["asked_id"], r["state"], r["decided_by"]) for r in rows]


def asked_about(world: World, user: str) -> int:
    """How often Slack was asked who this is."""
    asked = (args for method, args in world.slack.calls if method == "users.info")
    return sum(args["user"] == user for args in asked)


async def change(person: SlackUser, **fields: Any) -> None:
    """Their account changes, and Slack tells of it."""
    assert await person.client.change_profile(**fields) == 200
    await person.settle()


# --- somebody unknown -----------------------------------------------------------------------------


async def test_nobody_unknown_learns_whether_they_are_in_the_file(world: World) -> None:
    """Whoever it is and whatever they do, the words are the same; HR is asked about one of them."""
    maya, lea, nobody = world.on_slack("maya"), lea_on_slack(world), world.on_slack("nobody")
    world.slack.add_user("U0DANA", email="dana@contoso.example", team_id="T0CONTOSO")
    foreign = world.on_slack("dana", user="U0DANA", team="T0CONTOSO")
    for person in (lea, nobody, foreign):
        await person.say("complaint")
        person.reads(UNKNOWN)
    maya.reads(QUESTION)
    assert await lea.forge("press.0", "cases:") == 200
    await world.settle()
    lea.reads(UNKNOWN)
    world.quiet()
    assert links(world) == [("lea", "maya", "proposed", None)]
    assert asked_about(world, "U0DANA") == 0


async def test_hr_says_once_who_it_is(world: World) -> None:
    """They hear that they can write; what they wrote before is not done, what they write now is."""
    maya, lea = world.on_slack("maya"), lea_on_slack(world)
    case = await given.opened(world)
    await lea.say(f"case {case.reference}")
    lea.reads(UNKNOWN)
    maya.news()
    await maya.press("Yes, that is Lea")
    maya.reads(
        """
        Lea can write to me now
        You confirmed that the person on Slack is Lea Santos. I tell them that they can write.
        If that was a mistake, ask your administrator to write the right account into
            organisation.yaml.
        """
    )
    lea.reads(WELCOME)
    assert links(world) == [("lea", "maya", "confirmed", "maya")]
    await lea.say(f"case {case.reference}")
    lea.sees("Your part\nline manager")
    await given.do(world, "maya", lambda _: given.COMPLAINT)
    assert any("A case was opened" in one.text for one in lea.messages())
    maya.never_saw("Your part\nline manager")


async def test_a_no_is_remembered(world: World) -> None:
    """They stay unknown, Slack is not asked about them again, and neither is HR."""
    maya, lea = world.on_slack("maya"), lea_on_slack(world)
    await lea.say("hello")
    await maya.press("No")
    maya.sees("Noted: that is not Lea Santos")
    assert maya.last().buttons == ()
    lea.reads(UNKNOWN)
    maya.news()
    asked = asked_about(world, "U0LEA")
    await world.advance("2026-11-25T10:00")
    await lea.say("hello again")
    lea.reads(UNKNOWN)
    maya.reads()
    assert links(world) == [("lea", "maya", "refused", "maya")]
    assert asked_about(world, "U0LEA") == asked


async def test_only_who_was_asked_can_answer_and_only_once(world: World) -> None:
    """A press of somebody else, and one on an answered question, is like one on no question."""
    maya, lea, amihan = world.on_slack("maya"), lea_on_slack(world), world.on_slack("amihan")
    rosa = world.in_chair("rosa")
    await lea.say("hello")
    await amihan.say("help")
    amihan.news()
    link = world.rows("links")["links"][0]["id"]
    for action in ("link_yes", "link_no"):
        assert await amihan.forge("press.0", f"{action}:{link}") == 200
        assert await amihan.forge("press.0", f"{action}:{uuid4()}") == 200
        await world.settle()
        real, made_up = amihan.news()
        assert real == made_up
        await rosa.act("press", action=action, target=link)
        assert rosa.last().text.startswith("That question is over")
    assert links(world) == [("lea", "maya", "proposed", None)]
    await maya.press("No")
    assert await maya.forge("press.0", f"link_yes:{link}") == 200
    await world.settle()
    maya.sees("That question is over")
    assert links(world) == [("lea", "maya", "refused", "maya")]
    lea.never_saw("Lea Santos", "Maya")


async def test_nobody_is_asked_about_themself_or_their_line(world: World) -> None:
    """Noor's account is for somebody whom she neither reports to nor manages; nor is it herself."""
    world.slack.add_user("U0NOOR", email="noor@northwind.example")
    noor = world.on_slack("noor", user="U0NOOR")
    await noor.say("hello")
    assert links(world) == [("noor", "rosa", "proposed", None)]  # Maya and Chidi report to Noor


async def test_somebody_else_is_asked_when_one_cannot_be(world: World) -> None:
    """The question does not reach Maya, so Noor gets it: from then on only her answer counts."""
    maya, noor, lea = world.on_slack("maya"), world.in_chair("noor"), lea_on_slack(world)
    users = world.slack.workspace.users
    users["U0MAYA"] = replace(users["U0MAYA"], deleted=True)
    await lea.say("hello")
    await world.restart()
    world.troubles_are_meant("post_dead")
    assert links(world) == [("lea", "noor", "proposed", None)]
    users["U0MAYA"] = replace(users["U0MAYA"], deleted=False)
    await maya.say("help")
    await maya.forge("press.0", f"link_yes:{world.rows('links')['links'][0]['id']}")
    assert links(world) == [("lea", "noor", "proposed", None)]
    noor.sees("Is this Lea Santos?")
    await noor.press("Yes, that is Lea")
    assert links(world) == [("lea", "noor", "confirmed", "noor")]


async def test_the_file_counts_before_what_hr_has_confirmed(world: World, tmp_path: Path) -> None:
    """A confirmed link outlasts a restart; another account in the file takes its place."""
    maya, lea = world.on_slack("maya"), lea_on_slack(world)
    await lea.say("hello")
    await maya.press("Yes, that is Lea")
    await world.restart()
    await lea.say("case")
    lea.sees("No open case concerns you")
    other = ORGANISATION.read_text().replace("id: lea,", "id: lea, slack: U1LEA,")
    world.organisation = tmp_path / "organisation.yaml"
    world.organisation.write_text(other)
    await world.restart()
    lea.news()
    await lea.say("case")
    lea.reads(UNKNOWN)


async def test_a_question_that_the_file_has_answered_is_over(world: World, tmp_path: Path) -> None:
    """The administrator was faster: the button of the question does nothing any more."""
    maya, lea = world.on_slack("maya"), lea_on_slack(world)
    await lea.say("hello")
    world.organisation = tmp_path / "organisation.yaml"
    named = ORGANISATION.read_text().replace("id: lea,", "id: lea, slack: U0LEA,")
    world.organisation.write_text(named)
    await world.restart()
    await maya.press("No")
    maya.sees("That question is over")
    await lea.say("case")
    lea.sees("No open case concerns you")


async def test_a_clients_contact_who_is_a_guest_is_asked_about_too(world: World) -> None:
    """Whoever the administrators let into the workspace; from then on they see their own side."""
    maya = world.on_slack("maya")
    world.slack.add_user("U0DANA", email="dana@contoso.example")
    dana = world.on_slack("dana", user="U0DANA")
    case = await given.opened(world)
    await dana.say("hello")
    await maya.press("Yes, that is Dana")
    dana.news()
    await dana.say(f"case {case.reference}")
    dana.sees("I cannot show that case")
    dana.never_saw("Kim", "Ben Cruz", *given.SECRETS)


async def test_who_looks_at_their_home_is_asked_about_too(world: World) -> None:
    """A command asks as words do, once in all; the Home becomes theirs when HR has said yes."""
    maya, lea = world.on_slack("maya"), lea_on_slack(world)
    home = HomePage(world, lea)
    await home.look()
    home.sees("I do not know you yet")
    assert await lea.client.command("/case") == 200
    await world.settle()
    lea.reads(UNKNOWN)
    maya.reads(QUESTION)
    await maya.press("Yes, that is Lea")
    home.sees("Hello Lea")


async def test_nobody_of_another_workspace_is_proposed(world: World) -> None:
    """Though Slack shows us their e-mail address, and it is an employee's."""
    maya, lea = world.on_slack("maya"), lea_on_slack(world, stranger=True)
    await lea.say("hello")
    lea.reads(UNKNOWN)
    maya.reads()
    assert (links(world), asked_about(world, "U0LEA")) == ([], 1)


async def test_an_address_that_is_nobodys_proposes_nobody(world: World) -> None:
    """Nor does one that is more than the file's, and the words are the same."""
    maya, lea = world.on_slack("maya"), lea_on_slack(world, email="x.lea@northwind.example")
    await lea.say("hello")
    lea.reads(UNKNOWN)
    maya.reads()
    assert links(world) == []
    assert asked_about(world, "U0LEA") == 1


# --- asking Slack ---------------------------------------------------------------------------------


async def test_slack_is_asked_again_when_it_did_not_answer(world: World) -> None:
    """Neither a limit nor a crash while it is asked loses the question."""
    maya, lea = world.on_slack("maya"), lea_on_slack(world)
    world.slack.limit("users.info", retry_after=60)
    await lea.say("hello")
    maya.reads()
    await world.restart("2026-11-23T09:05:00")
    maya.reads(QUESTION)
    assert asked_about(world, "U0LEA") == 2


async def test_slack_is_asked_about_a_known_person_once_a_day(world: World) -> None:
    """However much they write."""
    kim = world.on_slack("kim")
    for _ in range(3):
        await kim.say("help")
    assert asked_about(world, "U0KIM") == 1
    await world.advance("2026-11-24T10:00")
    await kim.say("help")
    assert asked_about(world, "U0KIM") == 2


# --- clocks ---------------------------------------------------------------------------------------


async def test_a_persons_clocks_follow_their_profile(world: World) -> None:
    """Maya flies to London: her reminder comes in her hours there, and shows her time there."""
    maya = world.on_slack("maya")
    case = await given.opened(world)
    await maya.say(f"case {case.reference}")
    maya.sees("(Manila time)")
    await world.advance("2026-11-23T18:00")
    maya.news()
    before = due(world)
    await change(maya, tz="Europe/London", locale="de-DE")
    maya.reads()  # a message about it would come unasked; each moment names its place
    assert due(world) != before
    await maya.say(f"case {case.reference}")
    maya.sees("Mo. 23 Nov. 2026, 01:00 (London time)")
    maya.news()
    await world.advance("2026-11-24T15:00")  # 07:00 in London
    assert not [text for text in maya.news() if "Why am I getting this?" in text]
    await world.advance("2026-11-24T17:30")
    (reminder,) = [text for text in maya.news() if "Why am I getting this?" in text]
    assert "(London time)" in reminder


def due(world: World) -> list[str]:
    """When each reminder comes next."""
    return [row["next_at"] for row in world.rows("reminders")["reminders"]]


async def test_the_file_says_where_somebody_is(world: World) -> None:
    """Kim's zone stands in the file: what Slack says of her changes nothing."""
    maya, kim = world.on_slack("maya"), world.on_slack("kim")
    case = await given.opened(world)
    await change(kim, tz="Europe/London")
    await kim.say(f"case {case.reference}")
    kim.sees("(Sydney time)")
    maya.news()


async def test_news_of_strangers_is_passed_over(world: World) -> None:
    """Slack tells of everybody in the workspace: nobody unknown is recorded by it."""
    await change(world.on_slack("nobody"), tz="Europe/London")
    users = {row["user"] for row in world.rows("addresses")["addresses"]}
    assert "U0NOBODY" not in users


# --- gone -----------------------------------------------------------------------------------------


async def test_a_closed_account_is_not_written_to(world: World) -> None:
    """HR is handed what Kim was to hear; when the account is opened again, she is written to."""
    maya, kim = world.on_slack("maya"), world.on_slack("kim")
    await change(kim, deleted=True)
    await given.opened(world)
    kim.reads()
    assert kim.messages() == []
    await change(kim, deleted=False)
    await given.opened(world)
    assert any("Thank you, we have your complaint" in one.text for one in kim.messages())
    maya.news()
