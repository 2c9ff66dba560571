"""A partner manager's day: an organisation, its key, its webhook."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.sound import sound
from tests.browser.watching import watched
from tests.support import server as site
from tests.support.receiver import receiver

KEY = re.compile(r"msr_[a-z2-7]{8}_[a-z2-7]{39}")
NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def fits(page: Page) -> None:
    """A screen is sound, and no wider than a phone."""
    sound(page)
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], page.url
    page.set_viewport_size(WIDE)


def create(page: Page, screen: str, **values: str) -> None:
    page.goto(f"/admin/{screen}/new/")
    for name, value in values.items():
        field = page.locator(f"[name={name}]")
        if name == "organisation":
            field.select_option(label=value)
        else:
            field.fill(value)
    fits(page)
    page.get_by_role("button", name="Create").click()


def more(page: Page, name: str) -> None:
    """Choose from the menu in the header."""
    page.locator("header").get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name=name).click()


def test_a_partner_gets_a_key_and_a_webhook(
    browser_of: Callable[[str], Page], surroundings: dict[str, str]
) -> None:
    page = browser_of("partners")
    complaints = watched(page)
    page.goto("/admin/")
    fits(page)
    create(page, "organisations", name="Harbour Data", contact="it@harbour.example")

    create(page, "api_keys", organisation="Harbour Data", name="Nightly import")
    secret = page.get_by_label("The secret").input_value()
    assert KEY.fullmatch(secret)
    fits(page)
    page.get_by_role("link", name="I have it").click()
    expect(page.get_by_text("Active")).to_be_visible()
    key = page.url
    fits(page)
    page.reload()
    assert not KEY.search(page.content())

    def answer(text: str) -> int:
        headers = {"Authorization": f"Bearer {text}"}
        return page.request.get("/api/v1/markets/", headers=headers).status

    assert answer(secret) == 200
    more(page, "Rotate…")
    page.get_by_label("When the present key ends").select_option(label="At once")
    fits(page)
    page.get_by_role("button", name="Rotate the key").click()
    rotated = page.get_by_label("The secret").input_value()
    assert (answer(secret), answer(rotated)) == (401, 200)
    page.goto(key)
    expect(page.get_by_role("cell", name=re.compile(r"^\d{4}-\d\d-\d\d$"))).to_have_count(1)
    fits(page)
    more(page, "Revoke…")
    page.get_by_label("Reason").fill("It was mailed to somebody else.")
    page.get_by_role("button", name="Revoke the key").click()
    expect(page.get_by_text("works no longer")).to_be_visible()
    assert answer(rotated) == 401

    with receiver() as partner:
        create(page, "webhooks", organisation="Harbour Data", url=partner.url)
        expect(page.get_by_label("The secret")).to_have_value(re.compile("^whsec_"))
        page.get_by_role("link", name="I have it").click()
        webhook = page.url
        more(page, "Send a test…")
        page.get_by_role("button", name="Send a test").click()
        site.manage(surroundings, "send_webhooks")
        page.goto(webhook)
        row = page.get_by_role("row").filter(has_text="webhook.test")
        expect(row).to_contain_text("Delivered")
        row.get_by_text("The message").click()
        expect(row).to_contain_text("This is a test.")
        fits(page)
        row.get_by_role("link", name="Send again").click()
        fits(page)
        page.get_by_role("button", name="Send it again").click()
        expect(row).to_contain_text("Waiting")
        site.manage(surroundings, "send_webhooks")
    (first, body), (again, _) = partner.got
    assert json.loads(body)["type"] == "webhook.test"
    assert first["webhook-id"] == again["webhook-id"]

    for name in ("api_keys", "webhooks", "organisations"):
        page.goto(f"/admin/{name}/")
        expect(page.get_by_role("row").filter(has_text="Harbour Data")).to_be_visible()
        sound(page)
    page.get_by_role("row").get_by_role("link", name="Harbour Data", exact=True).click()
    more(page, "Inspect")
    expect(page.get_by_role("link", name="Nightly import")).to_be_visible()
    expect(page.get_by_role("link", name=partner.url)).to_be_visible()
    fits(page)
    assert complaints == []
