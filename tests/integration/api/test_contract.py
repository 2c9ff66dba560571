"""The contract: what the API says of itself is pinned, valid, and true of every answer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
import pytest
from lxml import html

from reports.api import contract, shapes
from reports.api.contract.examples import CODE, examples
from reports.api.contract.schema import MODELS
from reports.api.problem_kinds import KINDS
from reports.management.commands.openapi import written
from tests.integration.site.full import full_fields
from tests.support import nu
from tests.support.reports import released
from tests.support.tree import site_tree

PINNED = Path(__file__).resolve().parents[3] / "docs" / "openapi.json"
PAST = datetime(2025, 1, 6, 9, 30, tzinfo=UTC)
LISTS = [
    *("markets", "reports", "releases", "figures", "series", "key-players", "companies"),
    *("developments", "segments", "geographies", "sources", "changes"),
]


def sample():
    """A report that says something of everything, released a while ago."""
    return released(at=PAST, **full_fields())


@pytest.fixture
def api(client):
    """The client, for addresses below /api/v1/ and for those that answers name."""

    class Api:
        def get(self, path, **more):
            if path.startswith("http"):
                path = path.partition("/api/v1/")[2]
            return client.get(f"/api/v1/{path}", **more)

    return Api()


def checked(schema, data) -> None:
    """Raises unless ``data`` is what a schema of the contract says."""
    whole = {**schema, "components": contract.document()["components"]}
    jsonschema.Draft202012Validator(whole).validate(data)


def test_the_contract_is_the_one_that_was_agreed():
    """A change of it is a deliberate act: `manage.py openapi > docs/openapi.json`."""
    assert json.loads(written()) == json.loads(PINNED.read_text(encoding="utf-8"))


def test_every_shape_is_in_the_contract_with_every_field_and_no_other():
    schemas = contract.document()["components"]["schemas"]
    assert set(schemas) == {*MODELS, "Problem"}
    for name, shape in MODELS.items():
        assert set(schemas[name]["properties"]) == set(shape.__annotations__), name
    assert schemas["Figure"]["properties"]["amount"] == {"type": "string"}
    assert shapes.FigureData.__annotations__.keys() >= {"value", "amount", "status", "source"}


def test_every_example_is_what_its_shape_says():
    found = examples()
    described = contract.document()
    for path, operations in described["paths"].items():
        for operation in operations.values():
            content = operation["responses"]["200"]["content"]["application/json"]
            assert "example" in content or path == "/api/v1/", path
            if "example" in content:
                checked(content["schema"], content["example"])
    for name, one in found.items():
        assert set(one) == set(MODELS[name].__annotations__), name


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_every_list_and_what_its_entries_lead_to_is_as_the_contract_says(api, name):
    sample()
    paths = contract.document()["paths"]
    answer = api.get(f"{name}/").json()
    checked(_schema(paths[f"/api/v1/{name}/"]["get"]), answer)
    assert answer["results"]
    shape = MODELS[_model(paths[f"/api/v1/{name}/"]["get"])]
    for entry in answer["results"]:
        assert set(entry) == set(shape.__annotations__)
    detail = next((path for path in paths if path.startswith(f"/api/v1/{name}/{{")), None)
    if detail:
        one = api.get(answer["results"][0]["url"]).json()
        checked(_schema(paths[detail]["get"]), one)


def _schema(operation):
    return operation["responses"]["200"]["content"]["application/json"]["schema"]


def _model(operation):
    return _schema(operation)["properties"]["results"]["items"]["$ref"].rpartition("/")[2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("figures/?mesure=x", 400, "parameter"),
        ("figures/no/2024/such/", 404, "not-found"),
        ("nothing/", 404, "not-found"),
        ("usage/", 401, "unauthorized"),
        ("figures/?x=%00", 400, "bad-request"),
    ],
)
def test_an_error_leads_to_the_page_that_explains_it(api, client, path, status, kind):
    answer = api.get(path)
    assert answer.status_code == status
    problem = answer.json()
    checked({"$ref": "#/components/schemas/Problem"}, problem)
    assert urlsplit(problem["type"]).path == f"/api/problems/{kind}/"
    page = client.get(urlsplit(problem["type"]).path)
    assert page.status_code == 200
    assert KINDS[kind].remedy in html.fromstring(page.content).text_content()


@pytest.mark.django_db
def test_the_documentation_names_every_address_and_parameter(client):
    text = html.fromstring(client.get("/api/").content).text_content()
    for path, operations in contract.document()["paths"].items():
        assert path in text
        for operation in operations.values():
            assert all(item["name"] in text for item in operation["parameters"])
    assert client.post("/api/").status_code == 405
    assert client.get("/api/problems/no/").status_code == 404


@pytest.mark.django_db
def test_the_contract_can_be_fetched_and_kept(api):
    answer = api.get("openapi.json")
    assert answer.json()["openapi"].startswith("3.1")
    assert api.get("openapi.json", headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("program", "file", "says"),
    [
        ("bash", "curl.sh", "304"),
        ("python", "python.py", "estimate"),
        ("node", "javascript.mjs", "estimate"),
    ],
)
def test_the_examples_of_the_documentation_run(live_server, program, file, says):
    site_tree()
    sample()
    if program == "bash":
        nu.program("curl")
    done = subprocess.run(
        [sys.executable if program == "python" else nu.program(program), str(CODE / file)],
        env={**os.environ, "SITE": live_server.url},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert says in done.stdout


def test_the_example_in_r_is_parsed_or_run_where_r_is():
    """R is on few machines: there, its brackets and quotes are looked at alone."""
    text = (CODE / "r.R").read_text(encoding="utf-8")
    if path := shutil.which("Rscript"):
        command = [path, "-e", f"parse({str(CODE / 'r.R')!r})"]
        assert subprocess.run(command, capture_output=True).returncode == 0
    for one, other in ("()", "[]"):
        assert text.count(one) == text.count(other)
    assert text.count('"') % 2 == 0
