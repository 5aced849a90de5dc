"""Sentence ends. In the tables a bar marks where one sentence ends and the next begins."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.analysis.sentences import split

#: texts with " | " (or "|" where no space stands) at each sentence end inside a paragraph
MARKED = [
    # abbreviations, titles, initials
    "Gen. Adel Haddad met Dr. Ruiz at 5 p.m. on Friday. | They spoke of the port.",
    "He moved to the U.S. in 2010. | The U.S. Navy paid him.",
    "Troops left the U.S. | The move was planned.",
    "J. R. Okafor and George W. Stone signed. | Stone left.",
    "Acme Inc. Chairman Lee Park resigned. | He works for Beta Corp. | The firm said so.",
    "See No. 10 and Fig. 3. | Sec. 4 applies.",
    "Was it closed? | No. | He said so twice.",
    "On Nov. 17 the ship sailed. | It came back in Dec. | The crew was tired.",
    "The plan, i.e. the Oslo draft, failed. | Officials, e.g. Park, agreed.",
    "He was born in Washington, D.C. | His mother was a nurse.",
    # numbers
    "It rose 3.5 percent to 1.200 crowns. | In 2022. | Then it fell.",
    "The toll was 12 in 2024. | 13 people died later.",
    # quotations
    "“We are leaving. | We will not return,” Haddad said.",
    '"We are leaving." | The mayor sat down.',
    '"Is this war?" Haddad asked reporters. | Nobody answered.',
    '"Stop!" he cried. | Then he fell.',
    "“It is over.” | “Not yet,” she said.",
    "The port is shut.|- Police came in May. | It rose 3.5- to 4-fold.",
    'He had humour.|"A polite boy," she said. | "He was kind."|Police came.',
    "“The harbour burns” – Foreign Minister Ana Ruiz",
    "“The harbour burns.” – Foreign Minister Ana Ruiz",
    "She called it a “disaster.” | The ministry did not.",
    # a missing space after the stop
    "They fear a war.|The army waits.",
    'He spoke of "a new war."|The army waits.',
    "Visit www.example.com or Node.js today. | Write to a.b@example.com now.",
    # ellipses, brackets, footnotes
    "Well... maybe not. | He paused… | Then he spoke.",
    "The port closed (it was late.) | Ships waited.",
    "The fleet sank.[12] | Nobody came.",
    "The fleet sank. [12] | Nobody came.",
    "Wait!? | What now?! | Go.",
    # careless writing
    "the fire is out. people went home. | The port is open.",
]


def sentences(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split(text)]


@pytest.mark.parametrize("marked", MARKED)
def test_sentences_end_where_a_reader_would_end_them(marked: str) -> None:
    text = marked.replace(" | ", " ").replace("|", "")
    wanted = [part.strip() for part in marked.split("|")]
    if marked.startswith("the fire"):
        wanted = ["the fire is out.", "people went home.", "The port is open."]
    assert sentences(text) == wanted


PAGE = """Harbour Fire: What We Know

At a glance

  • Two ships burned in Port Vela.
  • The harbour is closed until Monday

Who is to blame?

The mayor, Dr. Ana Ruiz, said the fire began at 4 a.m. The cause is unknown. Click here to read.

Get the Herald every morning. Sign up for our newsletter.

“We lost everything in one night, and nobody came”
– Captain Lee Park

1. First item of a plan
2. Second item of a plan

Photo: A. Person/Example Agency

Share this on Facebook

Sources:

  1. Fire in Port Vela destroys two ships
  2. Ships burn as harbour closes
"""


def test_a_page_is_told_apart_into_prose_headings_lists_and_debris() -> None:
    found = [(sentence.kind, PAGE[sentence.start : sentence.end]) for sentence in split(PAGE)]
    assert found == [
        ("heading", "Harbour Fire: What We Know"),
        ("heading", "At a glance"),
        ("list", "Two ships burned in Port Vela."),
        ("list", "The harbour is closed until Monday"),
        ("heading", "Who is to blame?"),
        ("prose", "The mayor, Dr. Ana Ruiz, said the fire began at 4 a.m."),
        ("prose", "The cause is unknown."),
        ("debris", "Click here to read."),
        ("debris", "Get the Herald every morning."),
        ("debris", "Sign up for our newsletter."),
        ("prose", "“We lost everything in one night, and nobody came”\n– Captain Lee Park"),
        ("list", "First item of a plan"),
        ("list", "Second item of a plan"),
        ("debris", "Photo: A. Person/Example Agency"),
        ("debris", "Share this on Facebook"),
        ("debris", "Sources:"),
        ("debris", "Fire in Port Vela destroys two ships"),
        ("debris", "Ships burn as harbour closes"),
    ]


def test_the_captions_of_a_gallery_are_no_part_of_the_report() -> None:
    text = (
        "Two ships burned in Port Vela on Monday.\n"
        "1/12 3 May 2017 A trawler is lifted onto the quay. Port Vela Herald\n"
        "2/12 4 May 2017 Children wait for the ferry Example Agency\n"
        "9/11 changed how ports are guarded."
    )
    assert [one.kind for one in split(text)] == ["prose", "debris", "debris", "debris", "prose"]


def test_a_gallery_that_ran_together_and_the_words_of_a_player_are_no_part_of_the_report() -> None:
    prose = "Of the 12 boats, 3 of 12 burned and 4 of 12 sank, the mayor said on Monday."
    gallery = (
        "A trawler is lifted onto the quay. AP 1 of 9 Children wait for the ferry. AP 2 of 9 "
        "A crane stands idle over the burned boats. AP 3 of 9"
    )
    debris = (
        "Advertisement - Continue Reading Below",
        "Media playback is not supported on this device The harbour in flames",
        "CLOSE A fire that began on a trawler has closed the harbour of Port Vela. Newslook",
        "►Related: Two boats sink off Oran",
        "Skip Ad Ad Loading... x Embed x Share Boats burn in Port Vela",
    )
    found = split("\n".join([prose, gallery, *debris, "Close the harbour now, he said."]))
    assert [one.kind for one in found if one.kind != "debris"] == ["prose", "prose"]
    assert found[0].kind == found[-1].kind == "prose"


def test_the_keys_of_a_map_stand_outside_its_sentences() -> None:
    text = "1Videos showed smoke. 2People took cover. 3Boats left.\n4Many stayed.\n7Eleven closed."
    assert [text[one.start : one.end] for one in split(text)] == [
        "Videos showed smoke.",
        "People took cover.",
        "Boats left.",
        "Many stayed.",
        "7Eleven closed.",
    ]
    text = "7Eleven closed. 1Password did not."
    assert [one.start for one in split(text)] == [0, 16]


def test_a_newline_ends_a_paragraph() -> None:
    text = "The port of Vela is closed after a fire.\nThe port\nof Oran is open."
    assert [sentence.paragraph for sentence in split(text)] == [0, 1, 2]


def test_hard_wrapped_lines_are_joined_and_blank_lines_part_them() -> None:
    text = (
        "The harbour of Port Vela was closed on Monday after a fire broke\n"
        "out on two ships, the coast guard said. Nobody was hurt, but the\n"
        "smoke was seen from far away and trains stopped for some hours\n"
        "in the north.\n"
        "\n"
        "The mayor asked people to stay at home until the air was clean.\n"
    )
    found = [(one.paragraph, text[one.start : one.end].replace("\n", " ")) for one in split(text)]
    assert [paragraph for paragraph, _ in found] == [0, 0, 1]
    assert found[0][1].endswith("broke out on two ships, the coast guard said.")
    assert found[1][1].startswith("Nobody was hurt, but the smoke")


def test_headlines_under_one_another_are_not_joined() -> None:
    text = (
        "Ships burn in Port Vela as the harbour closes\n"
        "Mayor asks people of the town to stay indoors\n"
        "Coast guard says that nobody was hurt in the blaze on Monday night\n"
        "Trains stop\n"
    )
    assert len(split(text)) == 4


def test_marks_of_markdown_are_read() -> None:
    text = (
        "# Fire in the harbour of Vela\n\n"
        "**Two ships** burned on Monday.\n\n"
        "> “We lost everything.”\n\n"
        "* Nobody was hurt\n"
        "* The port is closed\n\n"
        "| Ship | Year |\n"
        "---\n\n"
        "Officials promised a report by Friday.\n"
    )
    assert [(one.kind, text[one.start : one.end]) for one in split(text)] == [
        ("heading", "Fire in the harbour of Vela"),
        ("prose", "**Two ships** burned on Monday."),
        ("prose", "“We lost everything.”"),
        ("list", "Nobody was hurt"),
        ("list", "The port is closed"),
        ("list", "| Ship | Year |"),
        ("debris", "---"),
        ("prose", "Officials promised a report by Friday."),
    ]


def test_a_last_sentence_without_its_stop_is_no_debris() -> None:
    text = "Two ships burned on Monday.\nNobody knows how the fire began"
    assert [sentence.kind for sentence in split(text)] == ["prose", "prose"]
    text = "Two ships burned on Monday.\nMayor Quits After Fire\nTrains Run Late Again"
    assert [sentence.kind for sentence in split(text)] == ["prose", "debris", "debris"]


def test_text_that_never_uses_stops_is_prose() -> None:
    text = "two ships burned in the harbour last night\nnobody knows how the fire began"
    assert {sentence.kind for sentence in split(text)} == {"prose"}


@given(
    st.text(alphabet=st.sampled_from("aB1.!?…\"“”'()[]-–• \n\r\t,é🙂\u2028\u202e"), max_size=200)
)
def test_sentences_are_in_order_inside_the_text_and_lose_no_letter(text: str) -> None:
    end = 0
    covered = ""
    for sentence in split(text):
        assert end <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
        covered += text[sentence.start : sentence.end]
        end = sentence.end
    for letter in "é🙂,":
        assert covered.count(letter) == text.count(letter)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "a" * 1_000_000,
        "“" * 10_000 + "x" + "”" * 10_000,
        '"' * 100_000,
        "." * 300_000,
        ". " * 200_000,
        "A. " * 50_000,
        "a.B" * 200_000,
        "[1]" * 100_000,
        "\n" * 300_000,
        "- x\n" * 30_000,
        "share " * 50_000,
        "شكرا. " * 20_000,
        "x\n– Y " * 20_000,
    ],
    ids=lambda text: f"{text[:6]!r}",
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    begun = time.process_time()
    found = split(text)
    assert time.process_time() - begun < 10
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end - one.start <= 2000 for one in found)
