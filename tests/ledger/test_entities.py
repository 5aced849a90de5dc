"""Entities over several reports: who is one, who stays two."""

from __future__ import annotations

from itertools import permutations

from sitrep.ledger.entities import join
from sitrep.records import Analysis, Entity, EntityType, Mention, Report, Story, content_id


def entity(
    report: str,
    name: str,
    sort: EntityType = "person",
    *,
    aliases: tuple[str, ...] = (),
    roles: tuple[str, ...] = (),
    country: str | None = None,
) -> Entity:
    lone = sort == "person" and " " not in name
    return Entity(
        content_id("e", sort, name.lower(), *([report] if lone else [])),
        name,
        sort,
        aliases,
        roles,
        (Mention(report, 0, len(name)),),
        country,
    )


def joined(*reports: tuple[Entity, ...]) -> dict[str, Entity]:
    """The joined entities by name; the order of reports must not matter."""
    analyses = [Analysis(found[0].mentions[0].report, entities=found) for found in reports if found]
    texts = [Report(analysis.report, analysis.entities[0].name) for analysis in analyses]
    results = {repr(join(order, texts)) for order in permutations(analyses)}
    assert len(results) == 1
    entities, mapped = join(analyses, texts)
    assert set(mapped) == {one.id for analysis in analyses for one in analysis.entities}
    assert set(mapped.values()) == {one.id for one in entities}
    return {one.name: one for one in entities}


def test_spellings_of_one_person_are_joined() -> None:
    found = joined(
        (entity("r1", "Volodymyr Zelensky", roles=("President",)),),
        (entity("r2", "Volodymyr Zelenskyy", country="UKR"),),
    )
    (person,) = found.values()
    assert {person.name, *person.aliases} == {"Volodymyr Zelensky", "Volodymyr Zelenskyy"}
    assert {mention.report for mention in person.mentions} == {"r1", "r2"}
    assert person.country == "UKR"


def test_a_surname_alone_needs_company_or_a_role() -> None:
    full = entity("r1", "Anna Smith", roles=("mayor",))
    assert len(joined((full,), (entity("r2", "Smith"),))) == 2
    assert len(joined((full,), (entity("r2", "Smith", roles=("mayor",)),))) == 1
    bank = "Harbour Bank"
    beside = (
        (full, entity("r1", bank, "organisation")),
        (entity("r2", "Smith"), entity("r2", bank, "organisation")),
    )
    assert set(joined(*beside)) == {"Anna Smith", bank}


def test_in_one_story_a_surname_is_its_only_bearer() -> None:
    reports = [
        Analysis("r1", entities=(entity("r1", "Anna Smith"),)),
        Analysis("r2", entities=(entity("r2", "Smith"),)),
    ]
    together, apart = [Story("s1", "", ("r1", "r2"))], [Story("s1", "", ("r1",))]
    assert [one.name for one in join(reports, [], together)[0]] == ["Anna Smith"]
    assert len(join(reports, [], apart)[0]) == 2
    rival = Analysis("r3", entities=(entity("r3", "John Smith"),))
    assert len(join([*reports, rival], [], together)[0]) == 3


def test_two_lone_surnames_of_two_stories_are_two_persons() -> None:
    reports = [Analysis(r, entities=(entity(r, "Smith"),)) for r in ("r1", "r2")]
    entities, mapped = join(reports, [])
    assert len(entities) == len({one.id for one in entities}) == len(mapped) == 2
    reports = [Analysis(r, entities=(entity(r, "Smith", roles=("mayor",)),)) for r in ("r1", "r2")]
    assert len(join(reports, [])[0]) == 1


def test_an_initial_is_nobody_of_two() -> None:
    bank = "Harbour Bank"
    both = [
        (entity(r, name, country="USA"), entity(r, bank, "organisation"))
        for r, name in (("r1", "John Smith"), ("r2", "Jane Smith"), ("r3", "J. Smith"))
    ]
    assert set(joined(*both)) == {"John Smith", "Jane Smith", "J. Smith", bank}
    assert set(joined(both[0], both[2])) == {"John Smith", bank}


def test_a_surname_that_two_persons_share_stays_apart() -> None:
    found = joined(
        (entity("r1", "Kim Jong Un", roles=("leader",)),),
        (entity("r2", "Kim Yo Jong"),),
        (entity("r3", "Kim", roles=("leader",)),),
    )
    assert set(found) == {"Kim Jong Un", "Kim Yo Jong", "Kim"}


def test_different_given_names_are_different_persons() -> None:
    found = joined(
        (entity("r1", "George Bush", country="USA"),), (entity("r2", "Jeb Bush", country="USA"),)
    )
    assert len(found) == 2


def test_variants_of_another_country_stay_apart() -> None:
    found = joined(
        (entity("r1", "Aleksandr Petrov", country="RUS"),),
        (entity("r2", "Alexander Petrov", country="BGR"),),
    )
    assert len(found) == 2


def test_a_state_is_one_by_all_its_names() -> None:
    found = joined(
        (entity("r1", "Kremlin", "government", country="RUS"),),
        (entity("r2", "Moscow", "government", country="RUS"),),
        (entity("r3", "Russian government", "government", country="RUS"),),
        (entity("r4", "Moscow", "place", country="RUS"),),
    )
    assert sorted(one.type for one in found.values()) == ["government", "place"]


def test_a_state_is_called_by_its_country_where_a_report_names_that() -> None:
    found = joined(
        (entity("r1", "Kremlin", "government", aliases=("Russia",), country="RUS"),),
        (entity("r2", "Kremlin", "government", country="RUS"),),
        (entity("r3", "White House", "government", country="USA"),),
    )
    assert sorted(found) == ["Russia", "White House"]


def test_short_forms_follow_the_report_that_explains_them() -> None:
    found = joined(
        (entity("r1", "Harbour Workers Union", "organisation", aliases=("HWU",)),),
        (entity("r2", "HWU", "organisation"),),
    )
    (union,) = found.values()
    assert {union.name, *union.aliases} == {"Harbour Workers Union", "HWU"}


def test_a_short_form_with_two_long_forms_stays_apart() -> None:
    found = joined(
        (entity("r1", "Harbour Workers Union", "organisation", aliases=("HWU",)),),
        (entity("r2", "Hospital Workers Union", "organisation", aliases=("HWU",)),),
        (entity("r3", "HWU", "organisation"),),
    )
    assert len(found) == 3
