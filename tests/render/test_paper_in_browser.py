"""The weekly summary in a real browser: no width of screen makes it scroll sideways."""

import html
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from qtrack.model.plan import Plan
from qtrack.render.paper import PaperForm
from tests.render.papers import hostile_plan, page_of, paper, told_plan

CHROMIUM: Final = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
OPTIONS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)

#: A page that shows the paper in frames of several widths, and writes how wide each turned out.
WRAPPER: Final = """\
<!DOCTYPE html><meta charset="utf-8"><body>
{frames}
<pre id="widths"></pre>
<script>
onload = () => {{
  document.getElementById("widths").textContent = [...document.querySelectorAll("iframe")]
    .map(each => each.width + ":" + each.contentDocument.documentElement.scrollWidth).join(" ");
}};
</script>
"""

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="NO CHROMIUM HERE: nothing looks at how wide the papers are drawn"
)


@needs_chromium
@pytest.mark.parametrize("plan", [told_plan, hostile_plan])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_screen_has_to_scroll_sideways(plan: Callable[[], Plan], language: str, tmp_path: Path) -> None:
    text = html.escape(paper(page_of(plan()), PaperForm.HTML, language))
    widths = (320, 360, 600, 735, 737, 800, 1280, 3840)
    frames = "\n".join(f'<iframe width="{width}" height="600" srcdoc="{text}"></iframe>' for width in widths)
    wrapper = tmp_path / "wrapper.html"
    wrapper.write_text(WRAPPER.format(frames=frames), encoding="utf-8")
    done = subprocess.run(
        [str(CHROMIUM), *OPTIONS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", wrapper.as_uri()],
        capture_output=True,
        check=False,
        timeout=120,
        encoding="utf-8",
    )
    found = re.search(r'<pre id="widths">(.*?)</pre>', done.stdout)
    assert found, done.stderr
    measured = dict(pair.split(":") for pair in found[1].split())
    assert measured == {str(width): str(width) for width in widths}
