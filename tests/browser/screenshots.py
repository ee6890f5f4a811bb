"""Take the pictures README shows: `python -m tests.browser.screenshots [NAME ...]`.

Makes the demo in a folder of its own, serves it, and writes `web/static/readme/`; all
pictures, or those named. `LIKE` names the pages that look like one that has a picture.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, PHONE, ROOT, WIDE, chromium, free_port
from vikarsentral.db.server import Server

TARGET = ROOT / "web" / "static" / "readme"
MOST_BYTES = 150_000
# Name, who looks, where, and the size of the window.
PICTURES = (
    ("logg-inn", None, "/logg-inn", PHONE),
    ("forside", "planlegger", "/", WIDE),
    ("tilgjengelighet", None, "/tilgjengelighet", PHONE),
    ("borte", "leder", "/borte", PHONE),
    ("borte-person", "leder", "{away}", PHONE),
    ("behov", "leder", "{need}", PHONE),
    ("uken", "leder", "/uken", WIDE),
    ("ekstra", "leder", "/ekstra", PHONE),
    ("endre", "leder", "{need}/endre", PHONE),
    ("ringeliste", "leder", "{need}/ringeliste", WIDE),
    ("begrunnelser", "leder", "{need}/begrunnelser", PHONE),
    ("begrunnelse", "leder", "{decision}", PHONE),
    ("bestilling", "leder", "{order}", PHONE),
    ("minstebemanning", "leder", "/minstebemanning", PHONE),
    ("ansvarsvakt", "leder", "/ansvarsvakt", PHONE),
    ("meldinger", "leder", "/meldinger", WIDE),
    ("turnus", "leder", "/admin/turnus/uke", WIDE),
    ("timer", "leder", "/timer", WIDE),
    ("mine-vakter", "vikar", "/mine-vakter", PHONE),
    ("min-kalender", "vikar", "/min-kalender", PHONE),
    ("min-profil", "vikar", "/min-profil", PHONE),
    ("sporsmal", "vikar", "/min-profil/sporsmal", PHONE),
    ("kan-ikke", "vikar", "{cannot}", PHONE),
    ("bekreft", "vikar", "/bekreft", PHONE),
    ("mine-ekstratimer", "vikar", "/mine-ekstratimer", PHONE),
    ("hvorfor-ikke-jeg", "vikar", "/hvorfor-ikke-jeg", PHONE),
    ("hvorfor-grunnen", "vikar", "{why}", PHONE),
    ("kontakt", "vikar", "/min-profil/kontakt", PHONE),
    ("mine-enheter", "vikar", "/mine-enheter", PHONE),
    ("mine-timer", "vikar", "/mine-timer", PHONE),
    ("mine-avtaler", "vikar", "/mine-avtaler", PHONE),
    ("min-vaktplan", "vikar", "/min-vaktplan", PHONE),
    ("planer", "koordinator", "/planer", WIDE),
    ("plan", "koordinator", "/planer/1", WIDE),
    ("plan-uke", "koordinator", "/planer/1/uke", WIDE),
    ("plan-hull", "koordinator", "/planer/1/hull", WIDE),
    ("plan-vakt", "koordinator", "{hole}", WIDE),
    ("plan-turnuser", "koordinator", "/planer/1/turnuser", WIDE),
    ("plan-kontroll", "koordinator", "/planer/1/kontroll", WIDE),
    ("plan-telefon", "koordinator", "/planer/1", PHONE),
    ("vikarbruk", "planlegger", "/vikarbruk", WIDE),
    ("vikarbruk-vakter", "planlegger", "/vikarbruk/vakter", WIDE),
    ("vikarbruk-sum", "planlegger", "{sum}", WIDE),
    ("bestillinger", "planlegger", "/vikarbruk/bestillinger", WIDE),
    ("deltid", "planlegger", "/vikarbruk/deltid", WIDE),
    ("satser", "planlegger", "/vikarbruk/satser", WIDE),
    ("priser", "planlegger", "/vikarbruk/priser", WIDE),
    ("avtaler", "tillitsvalgt", "/avtaler", WIDE),
    ("avtale", "tillitsvalgt", "/avtaler/1", WIDE),
    ("avtale-ny", "tillitsvalgt", "/avtaler/ny", PHONE),
    ("vekter", "tillitsvalgt", "/vekter", WIDE),
    ("fortrinnsrett", "tillitsvalgt", "/fortrinnsrett", WIDE),
    ("ekstratimer", "tillitsvalgt", "/ekstratimer", WIDE),
    ("unntak", "tillitsvalgt", "/unntak", WIDE),
    ("logg", "tillitsvalgt", "/logg", WIDE),
    ("reglene", "tillitsvalgt", "/reglene", WIDE),
    ("regelendringer", "tillitsvalgt", "/reglene/endringer", WIDE),
    ("administrasjon", "admin", "/admin", WIDE),
    ("enheter", "admin", "/admin/enheter", WIDE),
    ("ansatte", "admin", "/admin/ansatte", WIDE),
    ("enhet", "admin", "/admin/enheter/1", WIDE),
    ("kontering", "admin", "/admin/enheter/1/kontering", PHONE),
    ("ansatt", "admin", "/admin/ansatte/1", WIDE),
    ("lonn", "admin", "/admin/ansatte/1/lonn", PHONE),
    ("kommune", "admin", "/admin/kommune", PHONE),
    ("sektorer", "admin", "/admin/sektorer", WIDE),
    ("vaktplaner", "admin", "/admin/vaktplan", WIDE),
    ("vaktplan", "admin", "/admin/vaktplan/1", WIDE),
    ("brukere", "admin", "/admin/brukere", WIDE),
    ("filer-inn", "admin", "/admin/filer", WIDE),
    ("kolonner", "admin", "/admin/filer/kolonner/people", WIDE),
    ("filer-ut", "admin", "/filer-ut", WIDE),
    ("krav", "admin", "/admin/krav", WIDE),
    ("lonnsperioder", "admin", "/filer-ut/lonnsperioder", WIDE),
    ("oppbevaring", "admin", "/oppbevaring", WIDE),
)
# Pages without a picture of their own, by endpoint, and the picture that shows how they look.
LIKE = {
    "admin.area": "kommune",
    "admin.areas": "sektorer",
    "admin.competence": "kommune",
    "admin.competences": "sektorer",
    "admin.duty_time": "kontering",
    "admin.leave": "kontering",
    "admin.new_person": "kommune",
    "admin.new_post": "kommune",
    "admin.new_template": "kommune",
    "admin.new_unit": "kommune",
    "admin.new_user": "kommune",
    "admin.post": "kommune",
    "admin.request_page": "kontering",
    "admin.rota": "turnus",
    "admin.rota_new": "endre",
    "admin.rota_shift": "endre",
    "admin.sector": "kommune",
    "admin.template": "kommune",
    "admin.user": "enhet",
    "answers.show": "kan-ikke",
    "callouts.progress": "behov",
    "swaps.show": "behov",
    "coordinator.progress": "plan",
    "importing.progress": "filer-inn",
    "importing.show": "filer-inn",
    "planner.order": "bestillinger",
    "planner.rate": "satser",
    "tillitsvalgt.new_emergency": "avtale-ny",
    "tillitsvalgt.new_weights": "avtale-ny",
}
COMMAND = [sys.executable, "-c", "from vikarsentral.cli import main; main()"]


def main(names):
    """Make the demo, serve it, take every picture or those named, and clear up."""
    chosen = [one for one in PICTURES if not names or one[0] in names]
    folder = Path(tempfile.mkdtemp(prefix="vikarsentral-pictures-"))
    folder.chmod(0o755)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("VIKARSENTRAL_")}
    environment["VIKARSENTRAL_DATA"] = str(folder / "var")
    server = None
    try:
        order = [*COMMAND, "demo", "--size", "small", "--no-serve", "--json"]
        made = subprocess.run(order, env=environment, stdout=subprocess.PIPE, check=True)
        logins = {one["login"]: one["password"] for one in json.loads(made.stdout)["logins"]}
        port = free_port()
        where = ["--bind", f"127.0.0.1:{port}", "web:create_app()"]
        serve = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--threads", "4", *where]
        server = subprocess.Popen(serve, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
        _wait(port)
        _take(f"http://127.0.0.1:{port}", logins, chosen)
    finally:
        if server is not None:
            server.terminate()
            server.wait(30)
        Server(folder / "var").stop()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port):
    for _ in range(300):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    sys.exit("the server never answered")


def _take(site, logins, chosen):
    TARGET.mkdir(exist_ok=True)
    met = {}
    with sync_playwright() as started:
        held = started.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name, login, path, size in chosen:
            context = held.new_context(
                locale="nb-NO", timezone_id="Europe/Oslo", viewport=size, color_scheme="light"
            )
            page = context.new_page()
            if login is not None:
                _sign_in(page, site, login, logins[login])
            page.goto(site + _address(page, site, path, met))
            page.wait_for_load_state("networkidle")
            target = TARGET / f"{name}.png"
            page.screenshot(path=target)
            if target.stat().st_size > MOST_BYTES:
                sys.exit(f"{target} is {target.stat().st_size} bytes, more than {MOST_BYTES}")
            context.close()
        held.close()


def _sign_in(page, site, login, password):
    page.goto(site + "/logg-inn")
    page.fill("#login", login)
    page.fill("#password", password)
    page.get_by_role("button", name="Logg inn").click()
    page.wait_for_url(lambda url: "/logg-inn" not in url)


# Where the first link to a page of one thing stands.
FOUND = {
    "{away}": ("/borte", "/borte/"),
    "{need}": ("/borte", "/borte/"),
    "{why}": ("/hvorfor-ikke-jeg", "/hvorfor-ikke-jeg/"),
    "{hole}": ("/planer/1/hull", "/planer/1/vakt/"),
    "{sum}": ("/vikarbruk/vakter", "/vikarbruk/vakter/"),
    "{cannot}": ("/mine-vakter", "/mine-vakter/"),
}


def _address(page, site, path, met):
    """Return a path; that of one thing is found as a visitor finds it, once."""
    thing = path.partition("}")[0] + "}"
    if thing == "{order}":
        return _ordered(page, site)
    if thing == "{decision}":
        all_reasons = _address(page, site, "{need}/begrunnelser", met)
        page.goto(site + all_reasons)
        return page.locator(f'a[href^="{all_reasons}/"]').first.get_attribute("href")
    if thing not in FOUND:
        return path
    if thing not in met:
        where, start = FOUND[thing]
        page.goto(site + where)
        found = page.locator(f'a[href^="{start}"]').first.get_attribute("href")
        met[thing] = _asked(page, site, found) if thing == "{need}" else found
    return path.replace(thing, met[thing])


def _ordered(page, site):
    """Ask for one more person on three days; return the path of the request."""
    page.goto(site + "/ekstra")
    days = page.locator('input[type="checkbox"][name="day"]')
    days.first.uncheck()
    for place in (3, 4, 5):
        days.nth(place).check()
    page.get_by_role("button", name="Finn en person").click()
    page.wait_for_url(lambda url: "/bestilling/" in url)
    return page.url.removeprefix(site)


def _asked(page, site, away):
    """Report one person away and have people asked; return the path of the need."""
    page.goto(site + away)
    page.get_by_role("button", name="Finn vikar").click()
    page.wait_for_url(lambda url: "/behov/" in url)
    page.get_by_role("button", name="Spør i avtalt rekkefølge").click()
    page.get_by_text("Leting etter vikar").first.wait_for()
    return page.url.removeprefix(site)


if __name__ == "__main__":
    main(sys.argv[1:])
