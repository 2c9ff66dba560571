"""A key lets its holder in while it works, and nobody else ever."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from reports import clock
from reports.models import ApiKey
from reports.partners import keys
from tests.integration.api.conftest import NOW, ROOT

HOUR = timedelta(hours=1)


def refused(answer) -> bool:
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith('Bearer realm="api"')
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code == 401


def test_the_holder_of_a_key_gets_the_same_bytes_as_anybody(ask, made):
    with_key, without = ask(key=made[1]), ask()
    assert with_key.status_code == 200
    assert with_key.content == without.content


def test_a_shared_cache_keeps_answers_to_a_key_from_others(ask, made):
    with_key, without = ask(key=made[1]), ask()
    assert with_key["Cache-Control"] == "private, max-age=30"
    assert without["Cache-Control"] == "public, max-age=30"
    assert "Authorization" in with_key["Vary"]
    assert "Authorization" in without["Vary"]


def test_a_key_that_is_wrong_in_any_way_is_a_401(ask, made):
    _, text = made
    other = "a" if text[20] != "a" else "b"
    unknown = keys._new()[1]
    wrong = [unknown, text[:-1], text + "a", text.upper(), f"{text[:20]}{other}{text[21:]}", "x"]
    wrong += ["msr_", "ä" * 50, f"{text} {text}", "a" * 5000]
    for path in ("figures/", "nothing/", "usage/", ""):
        assert [item for item in wrong if not refused(ask(path, item))] == []


@pytest.mark.parametrize("header", ["", "Basic dTpw", "Bearer", "Bearer ", "Token {key}", "{key}"])
def test_another_authorization_is_a_401_not_an_anonymous_answer(ask, made, header):
    assert refused(ask(Authorization=header.format(key=made[1])))


def test_a_secret_with_the_prefix_of_another_key_is_a_401(ask, made):
    begin = f"msr_{made[0].prefix}_{'a' * 32}"
    assert refused(ask(key=begin + keys._checksum(begin)))


def test_a_mistyped_key_does_not_reach_the_database(made):
    with CaptureQueriesContext(connection) as queries:
        assert keys.recognise(made[1][:-1] + ("a" if made[1][-1] != "a" else "b")) is None
    assert len(queries) == 0


def test_an_expired_key_is_a_401_from_its_second_on(ask, organisation):
    with clock.fixed(NOW):
        _, text = keys.create(organisation, "Short", ["data"], NOW + HOUR)
    assert ask(key=text, at=NOW + HOUR - timedelta(seconds=1)).status_code == 200
    assert refused(ask(key=text, at=NOW + HOUR))


def test_a_revoked_key_is_a_401_at_the_next_request(ask, made):
    key, text = made
    assert ask(key=text).status_code == 200
    with clock.fixed(NOW):
        keys.revoke(key, "It leaked.")
    assert refused(ask(key=text))
    with pytest.raises(keys.KeyRefused), clock.fixed(NOW):
        keys.rotate(key, HOUR)


def test_the_keys_of_a_suspended_organisation_do_not_work(ask, made, organisation):
    organisation.suspended = True
    organisation.save()
    assert refused(ask(key=made[1]))


def test_a_rotated_key_works_beside_the_new_one_until_the_overlap_ends(ask, made):
    key, first = made
    with clock.fixed(NOW):
        second = keys.rotate(key, HOUR)
    assert ask(key=first).status_code == ask(key=second).status_code == 200
    late = NOW + HOUR
    assert refused(ask(key=first, at=late))
    assert ask(key=second, at=late).status_code == 200
    with clock.fixed(NOW):
        third = keys.rotate(key, HOUR)
    assert refused(ask(key=first))
    assert ask(key=second).status_code == ask(key=third).status_code == 200


def test_a_revoked_key_takes_its_former_secret_along(ask, made):
    with clock.fixed(NOW):
        second = keys.rotate(made[0], HOUR)
        keys.revoke(made[0])
    assert refused(ask(key=made[1]))
    assert refused(ask(key=second))


@pytest.mark.parametrize("name", ["api_key", "access_token", "API_KEY", "year", "key"])
def test_a_key_in_the_address_is_refused_and_not_repeated(ask, made, name):
    answer = ask(f"figures/?{name}={made[1]}")
    assert answer.status_code == 400
    assert "Authorization" in answer.json()["detail"]
    assert made[1] not in answer.content.decode()


def test_a_key_without_the_scope_is_a_403(ask, organisation, client):
    with clock.fixed(NOW):
        _, text = keys.create(organisation, "Texts", ["checks"])
    answer = ask(key=text)
    assert answer.status_code == 403
    assert "scope data" in answer.json()["detail"]
    headers = {"Authorization": f"Bearer {text}"}
    sent = client.post(f"{ROOT}checks/", b"5%", content_type="text/plain", headers=headers)
    assert sent.status_code == 200


def test_a_copy_of_the_database_holds_no_key(made, tmp_path):
    key, text = made
    call_command(
        "dumpdata", "reports", "wagtailcore.modellogentry", output=str(tmp_path / "d.json")
    )
    dump = (tmp_path / "d.json").read_text()
    assert key.digest in dump
    assert text not in dump
    assert text.split("_")[2][:20] not in dump
    assert keys.recognise(key.digest) is None


def test_a_key_is_in_no_log(ask, made, caplog):
    with caplog.at_level(logging.DEBUG):
        ask(key=made[1])
        ask("nothing/", key=made[1])
        ask(f"figures/?api_key={made[1]}")
        ask(key=made[1][:-1])
    assert made[1][:-1] not in caplog.text


def test_another_pepper_makes_the_keys_useless_and_a_fallback_keeps_them(made, settings):
    text, former = made[1], settings.SECRET_KEY
    with clock.fixed(NOW):
        settings.SECRET_KEY = "another"
        assert keys.recognise(text) is None
        settings.SECRET_KEY_FALLBACKS = [former]
        assert keys.recognise(text) == made[0]
        settings.REPORTS_API_KEY_PEPPER = "pepper"
        assert keys.recognise(text) is None


def test_what_becomes_of_a_key_stands_in_the_audit_log_without_it(made):
    with clock.fixed(NOW):
        second = keys.rotate(made[0], HOUR)
        keys.revoke(made[0], "It leaked.")
    entries = ModelLogEntry.objects.filter(object_id=str(made[0].pk)).order_by("pk")
    actions = [entry.action for entry in entries]
    assert actions == ["reports.key_create", "reports.key_rotate", "reports.key_revoke"]
    told = " ".join(str(entry.data) for entry in entries)
    assert "It leaked." in told
    assert made[1] not in told
    assert second not in told


def test_two_keys_are_never_alike(organisation):
    found = {keys._new()[1] for _ in range(500)}
    assert len(found) == 500
    assert all(keys.FORM.fullmatch(text) for text in found)
    assert ApiKey.objects.count() == 0


@pytest.mark.parametrize(("pepper", "warned"), [("", ["reports.W001"]), ("salted", [])])
def test_a_server_without_a_pepper_of_its_own_is_warned(settings, pepper, warned):
    settings.REPORTS_API_KEY_PEPPER = pepper
    found = run_checks(tags=["security"], include_deployment_checks=True)
    assert [message.id for message in found if message.id == "reports.W001"] == warned
