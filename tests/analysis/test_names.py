"""Entities of one report. Sentences are written with their parses: form/UPOS/head/relation."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from sitrep.analysis.names import find_entities
from sitrep.records import Entity, Name, Report, Sentence, Token

GLUED = {",", ".", "'s", "’s", ")", ";", "?"}


def read(*lines: str) -> tuple[str, tuple[Sentence, ...]]:
    """The text and sentences of some parsed lines; a fifth part of a word is its lemma."""
    text = ""
    sentences = []
    for line in lines:
        tokens: list[Token] = []
        start = len(text)
        for word in line.split():
            form, upos, head, relation, *lemma = word.split("/")
            if text[start:] and form not in GLUED and not text.endswith("("):
                text += " "
            at = len(text)
            text += form
            tokens.append(
                Token(
                    at,
                    len(text),
                    upos,
                    "NNS" if upos == "NOUN" and form.endswith("s") else "",
                    (lemma or [form.lower()])[0],
                    int(head) - 1,
                    relation,
                )
            )
        sentences.append(Sentence(start, len(text), tokens=tuple(tokens)))
        text += "\n"
    return text, tuple(sentences)


def entities(*lines: str, names: str = "") -> dict[str, Entity]:
    """The entities by name; ``names`` are the model's names, "PER:Ann Grey|ORG:…"."""
    text, sentences = read(*lines)
    told = []
    for pair in filter(None, names.split("|")):
        label, surface = pair.split(":", 1)
        at = text.find(surface)
        while at >= 0:
            told.append(Name(at, at + len(surface), label, 0.9))
            at = text.find(surface, at + len(surface))
    report = Report("r1", text)
    return {
        one.name: one
        for one in find_entities(report, sentences, tuple(sorted(told, key=lambda n: n.start)))
    }


def mentions(text: str, entity: Entity, kind: str = "name") -> list[str]:
    return [text[m.start : m.end] for m in entity.mentions if m.kind == kind]


MINISTER = (
    "Polish/ADJ/3/amod Foreign/ADJ/3/amod Minister/PROPN/6/nsubj Anna/PROPN/3/flat "
    "Kowalska/PROPN/3/flat spoke/VERB/0/root/speak in/ADP/8/case Warsaw/PROPN/6/obl ././6/punct"
)


def test_titles_are_roles_and_no_part_of_the_name() -> None:
    found = entities(MINISTER, "Kowalska/PROPN/2/nsubj left/VERB/0/root/leave ././2/punct")
    minister = found["Anna Kowalska"]
    assert minister.type == "person"
    assert minister.roles == ("Foreign Minister",)
    assert minister.country == "POL"
    assert minister.aliases == ("Kowalska",)
    assert len(minister.mentions) == 2
    assert found["Warsaw"].type == "place"
    assert found["Warsaw"].country == "POL"
    assert "Polish" not in found


def test_roles_stand_in_appositions() -> None:
    found = entities(
        "Omar/PROPN/10/nsubj Diallo/PROPN/1/flat ,/PUNCT/4/punct chairman/NOUN/1/appos "
        "of/ADP/7/case the/DET/7/det council/NOUN/4/nmod ,/PUNCT/4/punct then/ADV/10/advmod "
        "spoke/VERB/0/root/speak ././10/punct"
    )
    assert found["Omar Diallo"].roles == ("chairman of the council",)


def test_roles_are_kept_with_their_place() -> None:
    text, _ = read(MINISTER)
    (span,) = entities(MINISTER)["Anna Kowalska"].role_spans
    assert text[span.start : span.end] == "Foreign Minister"


def test_a_role_of_two_words_with_a_hyphen() -> None:
    found = entities(
        "President-elect/PROPN/2/compound Anna/PROPN/4/nsubj Diallo/PROPN/2/flat "
        "left/VERB/0/root/leave ././4/punct",
        names="PER:Anna Diallo",
    )
    assert found["Anna Diallo"].roles == ("President-elect",)


def test_two_persons_are_not_joined_for_a_surname() -> None:
    found = entities(
        "John/PROPN/3/nsubj Smith/PROPN/1/flat met/VERB/0/root/meet Jane/PROPN/3/obj "
        "Smith/PROPN/4/flat ././3/punct",
        "Smith/PROPN/2/nsubj left/VERB/0/root/leave ././2/punct",
        names="PER:John Smith|PER:Jane Smith",
    )
    assert found["John Smith"].id != found["Jane Smith"].id
    assert len(found["John Smith"].mentions) == 1
    assert len(found["Jane Smith"].mentions) == 1


def test_a_courtesy_title_tells_which_of_two_is_meant() -> None:
    found = entities(
        "John/PROPN/3/nsubj Smith/PROPN/1/flat met/VERB/0/root/meet Jane/PROPN/3/obj "
        "Smith/PROPN/4/flat ././3/punct",
        "Mrs/PROPN/3/nsubj Smith/PROPN/1/flat left/VERB/0/root/leave ././3/punct",
    )
    assert len(found["Jane Smith"].mentions) == 2


def test_family_names_that_stand_first() -> None:
    found = entities(
        "Kim/PROPN/4/nsubj Jong/PROPN/1/flat Un/PROPN/1/flat met/VERB/0/root/meet "
        "Kim/PROPN/4/obj Yo/PROPN/5/flat Jong/PROPN/5/flat ././4/punct",
        "Kim/PROPN/2/nsubj left/VERB/0/root/leave ././2/punct",
        names="PER:Kim Jong Un|PER:Kim Yo Jong",
    )
    assert len(found["Kim Jong Un"].mentions) == 1
    assert len(found["Kim Yo Jong"].mentions) == 1


def test_spellings_of_one_name_are_joined() -> None:
    found = entities(
        "Volodymyr/PROPN/3/nsubj Zelensky/PROPN/1/flat spoke/VERB/0/root/speak ././3/punct",
        "Zelenskyy/PROPN/2/nsubj left/VERB/0/root/leave ././2/punct",
        names="PER:Volodymyr Zelensky|PER:Zelenskyy",
    )
    assert list(found) == ["Volodymyr Zelensky"]


def test_a_seat_of_government_acts_or_is_a_place() -> None:
    found = entities(
        "Moscow/PROPN/2/nsubj warned/VERB/0/root/warn Kyiv/PROPN/2/obj ././2/punct",
        "The/DET/2/det Kremlin/PROPN/3/nsubj declined/VERB/0/root/decline ././3/punct",
        "It/PRON/2/expl rained/VERB/0/root/rain in/ADP/4/case Moscow/PROPN/2/obl ././2/punct",
    )
    acting = [one for one in found.values() if one.type == "government"]
    assert [(one.country, {one.name, *one.aliases}) for one in acting] == [
        ("RUS", {"Moscow", "Kremlin"})
    ]
    assert found["Kyiv"].type == "place"


def test_long_forms_and_their_short_forms() -> None:
    found = entities(
        "The/DET/6/det Harbour/PROPN/6/compound Workers/PROPN/6/compound and/CCONJ/5/cc "
        "Dockers/PROPN/3/conj Union/PROPN/10/nsubj (/PUNCT/8/punct HWDU/PROPN/6/appos "
        ")/PUNCT/8/punct met/VERB/0/root/meet ././10/punct",
        "The/DET/2/det HWDU/PROPN/3/nsubj struck/VERB/0/root/strike ././3/punct",
        names="ORG:Harbour Workers and Dockers Union|ORG:HWDU",
    )
    (union,) = found.values()
    assert union.type == "organisation"
    assert {union.name, *union.aliases} == {"Harbour Workers and Dockers Union", "HWDU"}
    assert len(union.mentions) == 3


def test_weapons_by_table() -> None:
    found = entities(
        "Army/PROPN/4/compound Tactical/PROPN/4/compound Missile/PROPN/4/compound "
        "Systems/PROPN/8/nsubj (/PUNCT/6/punct ATACMS/PROPN/4/appos )/PUNCT/6/punct "
        "arrived/VERB/0/root/arrive ././8/punct",
        names="ORG:Army Tactical",
    )
    (weapon,) = found.values()
    assert weapon.type == "weapon"


def test_nationalities_are_no_entities_but_tell_the_country_of_a_group() -> None:
    found = entities(
        "Some/DET/4/det North/PROPN/3/compound Korean/ADJ/4/amod troops/NOUN/5/nsubj "
        "arrived/VERB/0/root/arrive ././5/punct",
        names="MISC:North Korean",
    )
    assert [(e.name, e.country) for e in found.values()] == [("North Korean troops", "PRK")]


def test_a_group_is_one_under_adjective_and_name() -> None:
    found = entities(
        "North/PROPN/3/compound Korea/PROPN/1/flat troops/NOUN/4/nsubj left/VERB/0/root/leave "
        "././4/punct",
        "Then/ADV/5/advmod Kyiv/PROPN/5/nsubj and/CCONJ/4/cc Russian/ADJ/0/amod "
        "fell/VERB/0/root/fall ././5/punct",
        "North/PROPN/2/compound Korean/ADJ/3/amod troops/NOUN/4/nsubj "
        "stayed/VERB/0/root/stay ././4/punct",
    )
    (troops,) = [one for one in found.values() if one.type == "organisation"]
    assert {troops.name, *troops.aliases} == {"North Korea troops", "North Korean troops"}
    assert troops.country == "PRK"


def test_an_administration_is_a_government_of_its_own() -> None:
    lines = (
        "President/PROPN/2/compound Grey/PROPN/3/nsubj spoke/VERB/0/root/speak ././3/punct",
        (
            "The/DET/3/det Grey/PROPN/3/compound administration/NOUN/4/nsubj "
            "agreed/VERB/0/root/agree ././4/punct"
        ),
        (
            "Grey/PROPN/3/nmod:poss 's/PART/1/case administration/NOUN/4/nsubj "
            "left/VERB/0/root/leave ././4/punct"
        ),
    )
    found = entities(*lines, names="PER:Grey")
    text, _ = read(*lines)
    assert mentions(text, found["Grey administration"], "nominal") == [
        "The Grey administration",
        "Grey's administration",
    ]
    assert found["Grey administration"].type == "government"
    assert found["Grey"].type == "person"


def test_an_embassy_is_named_with_its_country() -> None:
    found = entities(
        "The/DET/3/det US/PROPN/3/compound Embassy/PROPN/6/nsubj in/ADP/5/case "
        "Oslo/PROPN/3/nmod closed/VERB/0/root/close ././6/punct",
        names="LOC:US|ORG:Embassy|LOC:Oslo",
    )
    assert found["US Embassy"].type == "government"
    assert found["US Embassy"].country == "USA"
    assert "US" not in found


def test_the_north_is_the_country_that_was_named() -> None:
    found = entities(
        "North/PROPN/3/nsubj Korea/PROPN/1/flat waited/VERB/0/root/wait ././3/punct",
        "The/DET/2/det North/PROPN/3/nsubj slept/VERB/0/root/sleep ././3/punct",
        names="LOC:North Korea|ORG:North",
    )
    assert found["North Korea"].aliases == ("North",)


def test_a_president_of_another_country_is_not_meant() -> None:
    lines = (
        MINISTER,
        "The/DET/3/det Danish/ADJ/3/amod minister/NOUN/4/nsubj left/VERB/0/root/leave ././4/punct",
    )
    text, _ = read(*lines)
    assert mentions(text, entities(*lines)["Anna Kowalska"], "nominal") == []


SPOKESMEN = (
    (
        "Taliban/PROPN/2/compound spokesman/NOUN/5/nsubj Omar/PROPN/2/appos Zahir/PROPN/3/flat"
        " spoke/VERB/0/root ././5/punct"
    ),
    "The/DET/3/det Nato/PROPN/3/compound spokesman/NOUN/4/nsubj agreed/VERB/0/root ././4/punct",
    "The/DET/3/det Taliban/PROPN/3/compound spokesman/NOUN/4/nsubj left/VERB/0/root ././4/punct",
    "The/DET/2/det spokesman/NOUN/3/nsubj returned/VERB/0/root ././3/punct",
)


def test_the_spokesman_of_another_body_is_not_meant() -> None:
    text, _ = read(*SPOKESMEN)
    found = entities(*SPOKESMEN, names="PER:Omar Zahir|ORG:Taliban|ORG:Nato")
    assert mentions(text, found["Omar Zahir"], "nominal") == [
        "The Taliban spokesman",
        "The spokesman",
    ]


def test_the_minister_and_she() -> None:
    lines = (
        MINISTER,
        (
            "The/DET/2/det minister/NOUN/3/nsubj said/VERB/0/root/say she/PRON/5/nsubj "
            "agreed/VERB/3/ccomp/agree ././3/punct"
        ),
    )
    text, _ = read(*lines)
    minister = entities(*lines)["Anna Kowalska"]
    assert mentions(text, minister, "nominal") == ["The minister"]
    assert mentions(text, minister, "pronoun") == ["she"]


def test_a_pronoun_with_two_antecedents_stays_open() -> None:
    lines = (
        (
            "John/PROPN/5/nsubj Smith/PROPN/1/flat and/CCONJ/4/cc Paul/PROPN/1/conj "
            "met/VERB/0/root/meet ././5/punct"
        ),
        "Yesterday/NOUN/3/obl he/PRON/3/nsubj left/VERB/0/root/leave ././3/punct",
    )
    text, _ = read(*lines)
    found = entities(*lines, names="PER:John Smith|PER:Paul")
    assert all(mentions(text, one, "pronoun") == [] for one in found.values())


def test_months_and_possessive_endings_are_no_names() -> None:
    found = entities(
        "In/ADP/2/case March/PROPN/6/obl Norway/PROPN/5/nmod:poss 's/PART/3/case "
        "king/NOUN/6/nsubj sailed/VERB/0/root/sail ././6/punct",
        names="LOC:Norway's|MISC:March",
    )
    assert set(found) == {"Norway"}


def test_the_same_name_has_the_same_id_in_every_report() -> None:
    one = entities(MINISTER)["Anna Kowalska"]
    other = entities("Nothing/PRON/2/nsubj happened/VERB/0/root/happen ././2/punct", MINISTER)
    assert other["Anna Kowalska"].id == one.id


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90))))
def test_no_span_leaves_the_text(text: str, pairs: list[tuple[int, int]]) -> None:
    tokens = tuple(
        Token(at, at + 1, "PROPN", "NNP", char, at - 1, "flat") for at, char in enumerate(text)
    )
    names = tuple(Name(min(pair), max(pair), "PER", 0.5) for pair in pairs)
    sentences = (Sentence(0, len(text), tokens=tokens),)
    for entity in find_entities(Report("r1", text), sentences, names):
        for mention in entity.mentions:
            assert 0 <= mention.start < mention.end <= len(text)


def long_line(words: list[str]) -> float:
    """Seconds that a line of so many words takes; every word hangs from the one before."""
    tokens = []
    at = 0
    for number, word in enumerate(words):
        upos = "PROPN" if word[0].isupper() else "PRON" if word in ("he", "her") else "NOUN"
        tokens.append(Token(at, at + len(word), upos, "", word, number - 1, "dep"))
        at += len(word) + 1
    text = " ".join(words)
    start = time.process_time()
    find_entities(Report("r1", text), (Sentence(0, len(text), tokens=tuple(tokens)),), ())
    return time.process_time() - start


def test_a_very_long_line_takes_linear_time() -> None:
    assert (
        long_line(
            ["Ann", "Grey", "met", "he", "her", "Kremlin", "minister", "Oslo", "(ABC)"] * 2000
        )
        < 20
    )


def test_a_long_list_of_different_names_takes_linear_time() -> None:
    words: list[str] = []
    for number in range(4_000):
        words += [f"Ann{number}", f"Grey{number % 900}", "minister", "he", "the", "president"]
    assert long_line(words) < 30


def test_partners_make_one_firm() -> None:
    found = entities(
        "Moderna/PROPN/5/nsubj and/CCONJ/4/cc Berg/PROPN/1/conj &/CCONJ/5/cc Sons/PROPN/3/conj "
        "sold/VERB/0/root vaccines/NOUN/6/obj",
        names="ORG:Moderna|PER:Berg|PER:Sons",
    )
    assert sorted(found) == ["Berg & Sons", "Moderna"]
    assert found["Berg & Sons"].type == "organisation"
