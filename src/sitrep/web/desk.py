"""What every page of the desk shares: the keeper, the templates, the word in its forms."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sitrep import __version__
from sitrep.brief.line import DATELINE
from sitrep.protocols import Keeper
from sitrep.renderings.environment import environment
from sitrep.renderings.lookup import moment
from sitrep.renderings.wording import interval, lines_of_reporting
from sitrep.settings import Settings
from sitrep.web.files import stamp
from sitrep.web.guard import Access
from sitrep.web.shelf import Shelf

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.datastructures import FormData

__all__ = ["Desk", "address"]


def address(*parts: str, at: str = "", **query: object) -> str:
    """A path of the desk with each part quoted, and its query without what is empty.

    Args:
        parts: of the path.
        at: the anchor.
        query: names and values; an underscore at a name's end is dropped.
    """
    asked = {name.rstrip("_"): value for name, value in query.items() if value not in ("", None)}
    path = "/" + "/".join(quote(part, safe="") for part in parts)
    return path + (f"?{urlencode(asked, doseq=True)}" if asked else "") + (f"#{at}" if at else "")


class Desk:
    """A desk over one keeper."""

    def __init__(
        self,
        keeper: Keeper,
        settings: Settings,
        access: Access,
        clock: Callable[[], datetime],
        *,
        programs: bool = False,
    ) -> None:
        self.keeper = keeper
        self.settings = settings
        self.access = access
        self.clock = clock
        #: whether the interface for programs is served too, so that pages may lead to it
        self.programs = programs
        self.shelf = Shelf(keeper)
        #: in every form: a page of another site cannot know it
        self.word = secrets.token_urlsafe(24)

    @cached_property
    def templates(self) -> Environment:
        """The templates of the desk, and those of the brief's page that it shares."""
        made = environment("sitrep.web", "sitrep.renderings")
        made.filters.update(
            moment=moment,
            day=day,
            interval=interval,
            lines_of_reporting=lines_of_reporting,
            dateless=dateless,
        )
        made.globals.update(address=address, stamp=stamp, version=__version__, form_word=self.word)
        made.globals["programs"] = self.programs
        return made

    def check(self, form: FormData) -> None:
        """Refuses a form that does not hold the desk's word."""
        given = form.get("word")
        if not isinstance(given, str) or not hmac.compare_digest(
            given.encode("utf-8", "replace"), self.word.encode("ascii")
        ):
            raise HTTPException(
                HTTPStatus.FORBIDDEN,
                "The desk was started anew since this page was made: load the page again, then "
                "repeat what you did.",
            )

    def write(self, template: str, **values: object) -> bytes:
        """A template set in type."""
        page = self.templates.get_template(template).render(values)
        return page.encode("utf-8", "replace")

    def page(
        self,
        template: str,
        request: Request,
        *,
        code: HTTPStatus = HTTPStatus.OK,
        **values: object,
    ) -> Response:
        """The answer with a template set in type."""
        values.setdefault("notice", None)
        values["here"] = request.url.path
        return HTMLResponse(self.write(template, **values), status_code=code)


def dateless(words: str) -> str:
    """The words without a dateline before them; the link beside them shows them whole."""
    found = DATELINE.match(words)
    return words[found.end() :] if found else words


def day(instant: datetime | None) -> str:
    """A day as readers write it: "12 March 2024"; "no date" for none."""
    if instant is None:
        return "no date"
    at = instant.astimezone(UTC)
    return f"{at.day} {at:%B %Y}"
