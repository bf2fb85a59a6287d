"""Which lines of a page are not its article: menus, share bars, comment forms, read-also links, captions."""

import re
from collections.abc import Sequence

_WHOLE = re.compile(
    r"""^(?:
      (?:home|beranda)\s*[»>/›].*                                    # bread crumbs
    | [\W_]*                                                        # nothing but signs: a close button, a ruler
    | notification | kategori\s+berita | cari(?:\s+berita)?(?:\s+di\s+sini)? | indeks(?:\s+berita)? | menu
    | beranda | home
    | login | masuk | daftar | logout | keluar | tutup | close | search | pencarian | trending | terpopuler
    | populer | terkini
    | terbaru | video | foto | berita\s+terbaru(?:\s+update)? | berita\s+utama | selengkapnya | lihat\s+semua
    | muat\s+lainnya
    | load\s+more | next | prev(?:ious)? | sebelumnya | selanjutnya | halaman\s+\d+ | page\s+\d+ | \d+(?:\s+\d+)*
    | end\s+of\s+content | no\s+more\s+pages?\s+to\s+load | you\s+cannot\s+copy\s+content.*
    | skip\s+to\s+content | langsung\s+ke\s+konten | lewati\s+ke\s+konten | scroll\s+(?:to|untuk)\s.*
    | advertisement | iklan | adv(?:ertorial)?
    | copyright.* | hak\s+cipta.* | ©.* | all\s+rights\s+reserved.*
    | (?:kebijakan\s+privasi|privacy\s+policy|pedoman\s+media\s+siber|redaksi
    | disclaimer|tentang\s+kami|about\s+us|hubungi\s+kami|contact\s+us|kontak|karier|info\s+iklan
    |syarat\s+(?:dan|&)\s+ketentuan
    | sitemap)(?:\s*[|•·/-].*)?
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_BEGINS = re.compile(
    r"""^[\W_]*(?:
      baca\s+(?:juga|selengkapnya|artikel|berita|lainnya|pula)\b | lihat\s+juga\b
      | simak\s+(?:juga|video|berita)\b | read\s+also\b
    | (?:artikel|berita|topik)\s+(?:terkait|lainnya|sebelumnya|selanjutnya)\b
    | related\s+(?:posts?|articles?)\b | rekomendasi\s+untuk\s+anda
    | tag(?:s|ar)?\s*: | topik\s*: | editor\s*: | penulis\s*: | reporter\s*: | pewarta\s*: | kontributor\s*:
    | laporan\s+wartawan\b | uploader\s*:
    | tinggalkan\s+(?:balasan|komentar)\b | leave\s+a\s+(?:reply|comment)\b | alamat\s+e-?mail\s+anda\s+tidak\s+akan\b
    | your\s+email\s+address\s+will\s+not\b | ruas\s+yang\s+wajib | simpan\s+nama,?\s+email | save\s+my\s+name
    | batalkan\s+balasan
    | kirim\s+komentar | tulis\s+komentar | komentar\s*(?:\(\d+\)|:|$) | nama\s*\*|e-?mail\s*\*|situs\s+web\s*$
    | \d+\s+komentar\b
    | situs\s+ini\s+menggunakan | kami\s+menggunakan\s+cookie | we\s+use\s+cookies? | terima\s+(?:semua|cookie)
    | accept\s+(?:all|cookies) | gunakan\s+cookie
    | ikuti\s+(?:kami|saluran|berita|channel|whatsapp|kanal) | follow\s+(?:us|kami)
    | dapatkan\s+(?:update|berita|informasi) | gabung\s+(?:di|ke|dengan)\b
    | berlangganan\b | subscribe\b | download\s+aplikasi | unduh\s+aplikasi
    | konten\s+(?:ini\s+)?(?:berbayar|premium) | artikel\s+ini\s+telah\s+(?:tayang|terbit)
    | sumber\s*: | sumber\s+(?:foto|gambar|berita)\s*: | ket(?:erangan)?\.?\s+(?:foto|gambar)\b
    | foto\s*(?::|/|oleh\b) | ilustrasi\b.{0,80}$ | gambar\s*:
    | oleh\s.{0,40}\b\d+\s*views?\b | dibaca\s*:?\s*\d | dilihat\s*:?\s*\d | views?\s*:\s*\d
    | \d[\d.,]*\s*(?:x\s+)?(?:views?|kali\s+dibaca|pembaca|shares?)\b
    | bagikan\b | share\s*(?::|this|ke\b|$) | salin\s+(?:link|tautan) | copy\s+(?:link|url) | cetak\s*$ | print\s*$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ANYWHERE = re.compile(
    r"""\|\s*\d+\s*views?\b | last\s+updated\b | \bgoogle\s+news\b | baca\s+berita\s+lainnya "
    r"| isi\s+komentar\s+sepenuhnya
    | \(\s*(?:foto|photo|dok(?:umentasi)?|ist(?:imewa)?|sumber\s+foto|sumber|antara\s+foto)\s*[:./)]
    | ^[^.]{0,160}/\s*(?:foto|dok\.?|ist(?:imewa)?)\s*[)]?\.?$
    | kebijakan\s+cookie | cookie\s+policy""",
    re.IGNORECASE | re.VERBOSE,
)
_SHARE_WORDS = re.compile(
    r"^(?:[\W_]*(?:facebook|twitter|whats?app|wa|telegram|line|pinterest|linkedin|e-?mail|copy\s+link|salin|tautan"
    r"|x|fb|tweet|share|bagikan"
    r"|instagram|youtube|tiktok|threads|rss|print|cetak)\b[\W_]*){1,14}$",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"^(?:[\w .]{0,60}[,|•·-]\s*)?(?:(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu"
    r"|minggu)\s*,\s*)?\d{1,2}[\s/.-]+(?:\w{3,9}|\d{1,2})[\s/.-]+\d{4}"
    r"[\s,|•·-]*(?:pukul\s*)?(?:\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\s*(?:wib|wita|wit|am|pm)?)?[\s|•·-]*$",
    re.IGNORECASE,
)
# A heading after which short lines are titles of other articles, or fields of a form, until the article goes on.
_LIST_HEAD = re.compile(
    r"^[\W_]*(?:baca\s+juga|lihat\s+juga|(?:artikel|berita)\s+(?:terkait|lainnya|terbaru|populer)"
    r"|related\s+(?:posts?|articles?)|terpopuler"
    r"|tinggalkan\s+(?:balasan|komentar)|leave\s+a\s+(?:reply|comment)|rekomendasi\s+untuk\s+anda"
    r"|berita\s+terbaru(?:\s+update)?|tag(?:s|ar)?)\s*:?[\W_]*$",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"^[\W_]*sumber\s*:\s*$", re.IGNORECASE)
_DATELINE = 60
_LONG = 140


def unwanted(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that are no part of the article (nor its headline)."""
    return _by_words(lines) | _repeated(lines)


def is_stamp(line: str) -> bool:
    """Tell whether `line` is the time of publication and nothing else."""
    return len(line) < 120 and _STAMP.match(line) is not None


def _by_words(lines: Sequence[str]) -> set[int]:
    dropped: set[int] = set()
    listing = False
    for number, line in enumerate(lines):
        short = len(line) < _LONG and not re.search(r"[.!?][\"”’)]*$", line)
        if _LIST_HEAD.match(line):
            listing = True
        elif not short:
            listing = False
        if (listing and short) or _is_noise(line):
            dropped.add(number)
        if _CREDIT.match(line):
            # The line above a bare "Sumber :" is the caption, the one below it the photographer.
            dropped.update(
                n for n in (number - 1, number + 1) if 0 <= n < len(lines) and len(lines[n]) < _LONG and n > 0
            )
    return dropped


def _is_noise(line: str) -> bool:
    if len(line) > 400:
        return False
    return bool(
        _WHOLE.match(line)
        or _BEGINS.match(line)
        or _SHARE_WORDS.match(line)
        or is_stamp(line)
        or _ANYWHERE.search(line)
    )


def _repeated(lines: Sequence[str]) -> set[int]:
    """Return lines said twice: the later twin, or the summary that the lead repeats behind its dateline."""
    seen: dict[str, int] = {}
    dropped: set[int] = set()
    for number, line in enumerate(lines):
        folded = line.casefold()
        if len(folded) >= 20 and folded in seen:
            dropped.add(number)
        seen.setdefault(folded, number)
        before = lines[number - 1].casefold() if number else ""
        if len(before) > 40 and before != folded and folded.endswith(before) and len(folded) - len(before) <= _DATELINE:
            dropped.add(number - 1)
    return dropped
