"""What every resource shares: a blueprint that reads strictly, and refusals in the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask_smorest import Blueprint
from werkzeug.exceptions import HTTPException

from vikarsentral.errors import VikarsentralError
from web.api import errors, examples
from web.api.parsing import StrictParser
from web.api.schemas import Error

Resource = TypeVar("Resource", bound=Callable[..., Any])

ALWAYS = (401, 403)
HANDLERS: tuple[tuple[type[Exception], Callable[..., Any]], ...] = (
    (errors.ApiError, errors.told),
    (VikarsentralError, errors.refused),
    (HTTPException, errors.http),
    (Exception, errors.fault),
)


class Resources(Blueprint):  # type: ignore[misc]  # flask-smorest has no types
    """Hold the resources of one stage; the library's decorators, with types and our habits."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, import_name: str, *, description: str) -> None:
        """Make an empty room whose refusals are answered in the API's form.

        Args:
            name: unique among blueprints.
            import_name: the module's.
            description: for people, Norwegian.
        """
        super().__init__(name, import_name, description=description)
        for kind, handler in HANDLERS:
            self.register_error_handler(kind, handler)

    def to_get(self, rule: str) -> Callable[[Resource], Resource]:
        """Answer GET at an address.

        Args:
            rule: after `/api/v1`.
        """
        made: Callable[[Resource], Resource] = self.route(rule, methods=["GET"])
        return made

    def to_post(self, rule: str) -> Callable[[Resource], Resource]:
        """Answer POST at an address.

        Args:
            rule: after `/api/v1`.
        """
        made: Callable[[Resource], Resource] = self.route(rule, methods=["POST"])
        return made

    def headed(self, *headers: dict[str, Any]) -> Callable[[Resource], Resource]:
        """Describe the request headers a resource looks at.

        Args:
            *headers: as OpenAPI writes parameters.
        """
        made: Callable[[Resource], Resource] = self.doc(parameters=list(headers))
        return made

    def takes(
        self, form: type[Any], example: dict[str, Any] | None = None, *, location: str = "json"
    ) -> Callable[[Resource], Resource]:
        """Read what is sent, strictly, and hand it to the resource as its first argument.

        Args:
            form: the schema.
            example: a complete one, for a body.
            location: `json` or `query`.
        """
        shown = {} if example is None else {"example": example}
        made: Callable[[Resource], Resource] = self.arguments(
            form, location=location, required=not getattr(form, "is_optional", False), **shown
        )
        return made

    def answers(
        self, status: int, form: Any, example: Any, **more: Any
    ) -> Callable[[Resource], Resource]:
        """Write the answer by its form.

        Args:
            status: when all is well.
            form: the schema.
            example: a complete one.
            **more: headers, content type, description.
        """
        made: Callable[[Resource], Resource] = self.response(status, form, example=example, **more)
        return made

    def may_also(self, status: int, form: Any, example: Any) -> Callable[[Resource], Resource]:
        """Describe another answer the resource itself may give.

        Args:
            status: of that answer.
            form: its schema.
            example: a complete one.
        """
        told: Callable[[Resource], Resource]
        told = self.alt_response(status, schema=form, example=example)
        return told

    def refuses(
        self, *statuses: int, always: Sequence[int] = ALWAYS
    ) -> Callable[[Resource], Resource]:
        """Describe the refusals a resource may answer with.

        Args:
            *statuses: those of this resource.
            always: those that every resource behind a token has.
        """

        def described(resource: Resource) -> Resource:
            for status in sorted({*always, *statuses}):
                resource = self.may_also(status, Error, examples.REFUSALS[status])(resource)
            return resource

        return described
