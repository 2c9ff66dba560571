"""Operations and components of the contract, from what the views declare of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from drf_spectacular.openapi import AutoSchema
from pydantic import TypeAdapter

from reports.api import deprecation, forms, parameters, problem_kinds, shapes
from reports.api.contract import words
from reports.api.contract.examples import example

Schema = dict[str, Any]
PROBLEM = "application/problem+json"
REF = "#/components/schemas/{model}"
NOT_JSON: dict[str, Schema] = {
    forms.CSV: {"type": "string"},
    forms.NDJSON: {"type": "string"},
    forms.XLSX: {"type": "string", "contentMediaType": forms.MEDIA_TYPES[forms.XLSX]},
    forms.JSON_STAT: {"type": "object"},
    forms.PACKAGE: {"type": "string", "contentMediaType": forms.MEDIA_TYPES[forms.PACKAGE]},
}
MODELS = {
    name.removesuffix("Data"): shape
    for name, shape in vars(shapes).items()
    if isinstance(shape, type) and hasattr(shape, "__required_keys__")
}
NAMES = {id(shape): name for name, shape in MODELS.items()}


class ApiSchema(AutoSchema):
    """The operation of a `PublicView`."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any
    ) -> Schema:
        view: Any = self.view
        name = re.sub(r"[^a-z]+", "_", path.removeprefix("/api/v1/").lower()).strip("_") or "index"
        statuses = [400, 401, 403, 406, 429, 500, 503]
        if "{" in path:
            statuses += [301, 404, 410]
        elif forms.JSON_STAT in view.forms:
            statuses += [404]
        operation: Schema = {
            "operationId": f"{method.lower()}_{name}",
            "summary": _first_line(type(view).__doc__),
            "tags": [path.removeprefix("/api/v1/").partition("/")[0] or "index"],
            "parameters": [*_coordinates(path), *_query(view)],
            "security": [{"key": []}] if view.keyed else [{}, {"key": []}],
        }
        if method == "POST":
            statuses = [400, 401, 403, 406, 413, 415, 429, 500, 503]
            operation["requestBody"] = {"required": True, "content": view.takes}
        operation["responses"] = {
            "200": _answer(view, method),
            **{
                str(status): {"$ref": f"#/components/responses/{_name(status)}"}
                for status in sorted(statuses)
            },
        }
        if method == "GET" and not view.keyed:
            operation["responses"]["304"] = {"description": "Nothing public has changed since."}
        deprecation.mark(view, operation)
        return operation


def complete(result: Schema, generator: Any, request: Any, public: bool) -> Schema:
    """A hook of drf-spectacular: the shapes, the errors and the key."""
    found = TypeAdapter.json_schemas(
        [(name, "serialization", TypeAdapter(shape)) for name, shape in MODELS.items()],
        ref_template=REF,
    )[1]["$defs"]
    by_name = {name.removesuffix("Data"): _renamed(schema) for name, schema in found.items()}
    for view in {callback.cls for _, _, _, callback in generator.endpoints}:
        name = NAMES.get(id(view.shape))
        if name and "fields" in view().taken():
            # What ``fields`` leaves out is missing; without it, all of them are there.
            by_name[name].pop("required", None)
        if name:
            deprecation.mark_fields(view, by_name[name]["properties"])
    by_name["Problem"] = _problem()
    result["components"] = {
        "schemas": dict(sorted(by_name.items())),
        "responses": {_name(status): _refusal(status) for status in words.RESPONSES},
        "securitySchemes": {
            "key": {
                "type": "http",
                "scheme": "bearer",
                "description": "A partner's key. Without one, lower limits by address hold.",
            }
        },
    }
    result["servers"] = [{"url": "/"}]
    result["info"]["description"] = words.DESCRIPTION
    return result


def without_catch_all(endpoints: Iterable[Any]) -> list[Any]:
    """A hook of drf-spectacular: the API's own addresses, without what answers everywhere else."""
    return [
        item
        for item in endpoints
        if item[0].startswith("/api/v1/") and getattr(item[3].cls, "in_contract", True)
    ]


def _coordinates(path: str) -> list[Schema]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": words.COORDINATES[name],
            "schema": {"type": "integer", "minimum": 0} if name == "number" else {"type": "string"},
        }
        for name in re.findall(r"{(\w+)}", path)
    ]


def _query(view: Any) -> list[Schema]:
    collection = getattr(view, "name", "")
    found = []
    for name, reader in view.taken().items():
        schema = parameters.schema_of(reader)
        said = words.PARAMETERS.get(f"{collection}.{name}") or words.PARAMETERS[name]
        parameter: Schema = {"name": name, "in": "query", "description": said, "schema": schema}
        if schema["type"] == "array":
            parameter |= {"style": "form", "explode": False}
        if name in view.required:
            parameter["required"] = True
        found.append(parameter)
    return found


def _answer(view: Any, method: str) -> Schema:
    name = NAMES.get(id(view.shape), "")
    one: Schema = {"$ref": REF.format(model=name)} if name else {"type": "object"}
    schema, shown = one, example(name)
    if view.listed:
        address = {"type": ["string", "null"], "format": "uri"}
        properties: Schema = {"results": {"type": "array", "items": one}}
        properties |= {"next": address, "previous": address}
        schema = {"type": "object", "properties": properties, "required": list(properties)}
        shown = {"results": [shown], "next": None, "previous": None} if shown else None
    content: Schema = {}
    for form in view.forms:
        content[forms.MEDIA_TYPES[form]] = {"schema": NOT_JSON.get(form, schema)}
    if shown:
        content[forms.MEDIA_TYPES[forms.JSON]]["example"] = shown
    headers = list(words.OF_ALL)
    if method == "GET" and not view.keyed:
        headers += words.OF_KEPT
        headers += ["Link"] if view.listed else []
        headers += words.OF_FILES if set(view.forms) - {forms.JSON, forms.JSON_STAT} else []
    return {
        "description": _first_line(type(view).__doc__),
        "headers": {
            name: {
                "description": words.HEADERS[name],
                "schema": {"type": "string"},
                **({"required": True} if name in words.ALWAYS else {}),
            }
            for name in headers
        },
        "content": content,
    }


def _refusal(status: int) -> Schema:
    if status == 301:
        location = {"description": words.LOCATION, "required": True, "schema": {"type": "string"}}
        return {"description": words.RESPONSES[status], "headers": {"Location": location}}
    kind = problem_kinds.kind_of(status)
    shown = {
        "type": problem_kinds.address(kind),
        "title": problem_kinds.KINDS[kind].title,
        "status": status,
        "detail": words.RESPONSES[status],
    }
    headers: dict[str, Schema] = {}
    if status in (429, 503):
        text, kind_of_value = "How many seconds to wait.", {"type": "integer", "minimum": 1}
        headers["Retry-After"] = {"description": text, "required": True, "schema": kind_of_value}
    if status == 401:
        text = "That a key is to be sent as a bearer token."
        value: Schema = {"type": "string"}
        headers["WWW-Authenticate"] = {"description": text, "required": True, "schema": value}
    schema: Schema = {"$ref": REF.format(model="Problem")}
    return {
        "description": words.RESPONSES[status],
        "headers": headers,
        "content": {PROBLEM: {"schema": schema, "example": shown}},
    }


def _problem() -> Schema:
    text: Schema = {"type": "string"}
    return {
        "type": "object",
        "description": "An error as RFC 9457 has it. The page at `type` explains it.",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "parameter": {**text, "description": "The parameter that is wrong."},
            "suggestion": {**text, "description": "What was perhaps meant."},
        },
    }


def _renamed(schema: Any) -> Any:
    """The schema with the names of shapes as the contract has them."""
    if isinstance(schema, dict):
        return {
            key: value.removesuffix("Data") if key == "$ref" else _renamed(value)
            for key, value in schema.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [_renamed(item) for item in schema] if isinstance(schema, list) else schema


def _first_line(text: str | None) -> str:
    """The first sentence of a docstring."""
    return " ".join((text or "").strip().partition("\n\n")[0].split())


def _name(status: int) -> str:
    return HTTPStatus(status).phrase.replace(" ", "")
