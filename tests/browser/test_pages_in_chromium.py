"""The pages do in a real browser what they are for, and what they must not."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import small_knowledge  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from availability import unavailable  # type: ignore[import-not-found]  # pytest puts tests/ on the path
from selenium.webdriver import ActionChains, Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from kg.export.pages import coauthors_page, digest_page, methods_page
from kg.model import Knowledge

pytestmark = pytest.mark.browser

NAMES = ("index", "coauthors", "methods")
PHONE = {"width": 390, "height": 780, "deviceScaleFactor": 2, "mobile": True}

Open = Callable[[str], Chrome]

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1300,900",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the three pages of the small knowledge, and return where they are."""
    knowledge: Knowledge = small_knowledge.knowledge()
    folder = tmp_path_factory.mktemp("pages")
    for name, make in (("index", digest_page), ("coauthors", coauthors_page), ("methods", methods_page)):
        (folder / f"{name}.html").write_text(make(knowledge), encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Start Chromium once for all tests of this folder."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        unavailable("no chromium with chromedriver; on Debian: apt-get install chromium chromium-driver")
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*_FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    running = Chrome(options=options, service=Service(driver))
    yield running
    running.quit()


@pytest.fixture
def opened(browser: Chrome, folder: Path) -> Iterator[Open]:
    """Return what opens a page from the disk; whatever was logged before is forgotten."""

    def open_page(name: str) -> Chrome:
        browser.get("about:blank")
        logged(browser, "browser")
        logged(browser, "performance")
        browser.get((folder / f"{name}.html").as_uri())
        return browser

    yield open_page
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def logged(browser: Chrome, kind: str) -> list[dict[str, Any]]:
    """Return what was logged since the last time, and forget it."""
    entries: list[dict[str, Any]] = browser.get_log(kind)  # type: ignore[no-untyped-call]
    return entries


def panel(browser: Chrome) -> WebElement:
    """Return the panel that shows what is said of a node or a tie."""
    return browser.find_element(By.ID, "details")


def on_screen(browser: Chrome, expression: str) -> tuple[float, float]:
    """Return where a point of the drawing is, from the middle of the canvas."""
    script = f"""
        const at = kgPage.network.canvasToDOM({expression});
        const box = document.getElementById("graph").getBoundingClientRect();
        return [at.x - box.width / 2, at.y - box.height / 2];
    """
    x, y = browser.execute_script(script)
    return float(x), float(y)


def click(browser: Chrome, expression: str) -> None:
    """Click on a point of the drawing, and wait for what vis-network tells apart from a double click."""
    canvas = browser.find_element(By.CSS_SELECTOR, "#graph canvas")
    x, y = on_screen(browser, expression)
    ActionChains(browser).move_to_element_with_offset(canvas, round(x), round(y)).click().perform()
    WebDriverWait(browser, 5).until(lambda _: panel(browser).is_displayed())


def requests(browser: Chrome) -> list[str]:
    """Return the addresses that the page asked for, itself excepted."""
    events: list[dict[str, Any]] = [json.loads(entry["message"])["message"] for entry in logged(browser, "performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    return [url for url in asked if url not in {browser.current_url, "about:blank"}]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_from_the_disk_without_complaints_or_requests(opened: Open, name: str) -> None:
    """Nothing in the console, nothing from the network, not even tried."""
    browser = opened(name)

    assert logged(browser, "browser") == []
    assert requests(browser) == []
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0


@pytest.mark.parametrize("name", NAMES)
def test_nodes_are_drawn(opened: Open, name: str) -> None:
    """At the middle of every node, the canvas has the colour of its legend."""
    browser = opened(name)
    drawn = browser.execute_script("""
        const { nodes } = JSON.parse(document.getElementById("content").textContent);
        const canvas = document.querySelector("#graph canvas");
        const ratio = canvas.width / canvas.clientWidth;
        return nodes.map(({ id }) => {
          const at = kgPage.network.canvasToDOM(kgPage.network.getPosition(id));
          return [...canvas.getContext("2d").getImageData(at.x * ratio, at.y * ratio, 1, 1).data];
        });
    """)

    assert drawn
    assert all(alpha == 255 for *_, alpha in drawn)


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_are_text(opened: Open, name: str) -> None:
    """After every panel has been shown, no name has become an element or has run."""
    browser = opened(name)
    title = browser.title
    shown = browser.execute_script("""
        const { details, ties } = JSON.parse(document.getElementById("content").textContent);
        const choices = [...Object.keys(details).map((node) => ({ node })), ...Object.keys(ties).map((edge) => ({ edge }))];
        return choices.map((choice) => {
          kgPage.choose(choice);
          return document.getElementById("details").textContent;
        });
    """)

    assert browser.title == title != "taken"
    assert any(small_knowledge.HOSTILE in text or small_knowledge.HREF[:40] in text for text in shown)
    assert browser.execute_script("return document.querySelectorAll('img, iframe, body script:not([id])').length") == 2
    links = browser.execute_script("return [...document.querySelectorAll('#details a')].map((link) => link.href)")
    assert all(link.startswith("https://arxiv.org/abs/2502.") for link in links)
    assert logged(browser, "browser") == []


def test_a_script_slipped_into_the_page_does_not_run(browser: Chrome, folder: Path) -> None:
    """Should a name ever get through, the policy of the page stops it."""
    page = (folder / "index.html").read_text(encoding="utf-8")
    attack = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"></main>"
    (folder / "attacked.html").write_text(page.replace("</main>", attack), encoding="utf-8")
    browser.get((folder / "attacked.html").as_uri())

    assert browser.title != "taken"
    assert browser.execute_script("return kgPage !== undefined")


def test_search_finds_a_korean_name_and_enter_focuses_it(opened: Open) -> None:
    """Part of an alias is enough; the panel opens and the node is in the middle."""
    browser = opened("index")
    field = browser.find_element(By.ID, "search")
    field.send_keys("위치임베딩")

    assert [match.text for match in browser.find_elements(By.CSS_SELECTOR, "#matches span")] == ["RoPE"]
    field.send_keys(Keys.ENTER)
    assert "회전 위치 임베딩" in panel(browser).text
    WebDriverWait(browser, 5).until(
        lambda _: all(abs(at) < 3 for at in on_screen(browser, "kgPage.network.getPosition('entity/rope')"))
    )


def test_search_says_when_there_is_nothing(opened: Open) -> None:
    """A name that is not on the page is told so, and Enter does nothing."""
    browser = opened("index")
    browser.find_element(By.ID, "search").send_keys("없는 이름", Keys.ENTER)

    assert "No such name" in browser.find_element(By.ID, "matches").text
    assert not panel(browser).is_displayed()


def test_a_click_on_a_node_shows_the_evidence(opened: Open) -> None:
    """The sentence, the paper with its link, the date and how sure we are."""
    browser = opened("index")
    click(browser, "kgPage.network.getPosition('entity/tinylens')")

    assert "TinyLens는 회전 기법을 쓴다." in panel(browser).text
    assert "2025-02-20" in panel(browser).text
    assert "0.90" in panel(browser).text
    link = panel(browser).find_element(By.CSS_SELECTOR, "a")
    assert link.get_attribute("href") == "https://arxiv.org/abs/2502.13923"
    assert browser.current_url.endswith("#entity/tinylens")


def test_a_click_on_a_tie_shows_the_evidence(opened: Open) -> None:
    """The one line of the method network: both papers, and the lift."""
    browser = opened("methods")
    middle = "(([a, b]) => ({x: (a.x + b.x) / 2, y: (a.y + b.y) / 2}))(Object.values(kgPage.network.getPositions()))"
    click(browser, middle)

    assert "RoPE도 쓴다." in panel(browser).text
    assert "Lift" in panel(browser).text


def test_an_address_leads_to_a_node(opened: Open, browser: Chrome, folder: Path) -> None:
    """A link to a node opens its panel; escape brings the legend back."""
    opened("index")
    browser.get((folder / "index.html").as_uri() + "#paper/2502.13923")

    WebDriverWait(browser, 5).until(lambda _: "Seeing with Little" in panel(browser).text)
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.ESCAPE)
    assert browser.find_element(By.ID, "about").is_displayed()


def test_the_legend_hides_a_type(opened: Open) -> None:
    """Papers are gone after a press, and come back after another."""
    browser = opened("index")
    first = browser.find_element(By.CSS_SELECTOR, "#legend button")
    assert first.text.split() == ["논문", "·", "Paper", "2"]

    first.click()
    hidden = "return kgPage.network.body.nodes['paper/2502.13923'].options.hidden"
    assert browser.execute_script(hidden) is True
    browser.find_element(By.CSS_SELECTOR, "#legend button").click()
    assert browser.execute_script(hidden) is False


@pytest.mark.parametrize("name", NAMES)
def test_pages_link_to_each_other(opened: Open, name: str) -> None:
    """From every page, the others are one click away."""
    browser = opened(name)
    for number in range(3):
        browser.find_elements(By.CSS_SELECTOR, "nav a")[number].click()
        current = browser.find_element(By.CSS_SELECTOR, "nav a[aria-current]")
        assert current.get_attribute("href") == browser.current_url


def test_dark_and_light_follow_the_system(opened: Open) -> None:
    """The ground and the shapes change, without loading the page again."""
    browser = opened("index")
    colours = "return [getComputedStyle(document.body).backgroundColor, document.querySelector('#legend polygon').getAttribute('fill')]"
    light = browser.execute_script(colours)
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    )

    WebDriverWait(browser, 5).until(lambda _: browser.execute_script(colours)[1] != light[1])
    assert browser.execute_script(colours)[0] != light[0]


@pytest.mark.parametrize("name", NAMES)
def test_a_phone_needs_no_sideways_scrolling(opened: Open, browser: Chrome, name: str) -> None:
    """The drawing and the panel stand one over the other."""
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    opened(name)

    assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert browser.execute_script("return document.querySelector('aside').getBoundingClientRect().top > 300")
