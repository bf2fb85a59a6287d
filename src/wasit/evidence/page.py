"""The printable page of a bundle: what was sealed, when, and how to check it, without a script."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Protocol


class Row(Protocol):
    """What the page shows of one sealed file."""

    @property
    def name(self) -> str:
        """The name inside the bundle."""

    @property
    def size(self) -> int:
        """The size in bytes."""

    @property
    def sha256(self) -> str:
        """The fingerprint."""


_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h1{font-size:1.4rem;margin:0}table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{text-align:left;padding:.4rem .5rem;border-bottom:1px solid #ccd2d9;vertical-align:top}
code{font-family:ui-monospace,monospace;font-size:.8rem;overflow-wrap:anywhere}[lang=en]{color:#4a5560}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}
"""


def page(files: Sequence[Row], *, sealed_at: datetime, note: str | None, head: str) -> str:
    """Return the page as HTML; every word from outside is escaped and kept apart from the text around it."""
    when = escape(sealed_at.isoformat(sep=" ", timespec="seconds"))
    rows = "\n".join(_row(file) for file in files)
    noted = f"<p><strong>Catatan</strong> <span lang=en>Note</span>: <bdi>{escape(note)}</bdi></p>" if note else ""
    return f"""<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Bundel bukti</title><style>{_STYLE}</style></head><body>
<h1>Bundel bukti <span lang="en">Evidence bundle</span></h1>
<p><strong>Disegel pada</strong> <span lang="en">Sealed at</span>: {when}</p>
{noted}
<table><thead><tr><th>Berkas <span lang="en">File</span></th><th>Bita <span lang="en">Bytes</span></th>
<th>SHA-256</th></tr></thead><tbody>
{rows}
</tbody></table>
<p><strong>Ujung rantai berkas</strong> <span lang="en">Head of the chain of files</span>:<br>
<code>{escape(head)}</code></p>
<h2>Cara memeriksa <span lang="en">How to check</span></h2>
<ol>
<li>Ekstrak bundel ini, buka terminal di foldernya, jalankan <code>python verify.py</code> (Python 3.9 atau lebih baru,
tanpa tambahan apa pun). <span lang="en">Unpack this bundle, open a terminal in its folder,
run <code>python verify.py</code>
(Python 3.9 or newer, nothing else needed).</span></li>
<li>Atau hitung sidik jari sebuah berkas sendiri (<code>sha256sum</code>, <code>certutil -hashfile … SHA256</code>) dan
bandingkan dengan tabel. <span lang="en">Or compute the fingerprint of a file yourself and compare it
with the table.</span></li>
<li>Segel menunjukkan bahwa isi tidak berubah sejak disegel; ia tidak menyatakan siapa pun bersalah.
<span lang="en">The seal shows that nothing changed since it was set; it says nobody is guilty.</span></li>
</ol>
</body></html>
"""


def _row(file: Row) -> str:
    name = f"<bdi>{escape(file.name)}</bdi>"
    return f"<tr><td>{name}</td><td>{file.size}</td><td><code>{escape(file.sha256)}</code></td></tr>"
