"""Template tags: what they write, in both languages."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from wasit.rulebook import reckon
from wasit.text import Problem, Words

NOW = datetime(2024, 10, 25, 2, 40, tzinfo=UTC)
DUE = datetime(2024, 10, 26, 16, 59, 59, tzinfo=UTC)
SHA = "9f3c" + "0" * 56 + "a1d7"


def shown(source: str, language: str = "id", **context: Any) -> str:
    with override(language):
        return Template("{% load look %}" + source).render(Context({"now": NOW, "due": DUE} | context))


def seen(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


@pytest.mark.parametrize(("language", "told"), [("id", "Perkara"), ("en", "Case"), ("en-gb", "Case")])
def test_term_is_the_glossary(language: str, told: str) -> None:
    assert shown('{% term "case" %}', language) == told


def test_an_unknown_term_is_told() -> None:
    with pytest.raises(Problem):
        shown('{% term "no-such-word" %}')


def test_words_speaks_the_language_of_the_reader() -> None:
    words = Words(id="<b>satu</b>", en="one")
    assert shown("{{ it|words }}", it=words) == "&lt;b&gt;satu&lt;/b&gt;"
    assert shown("{{ it|words }}", "en", it=words) == "one"
    assert shown("{{ it|words }}", it="biasa") == "biasa"
    assert shown("{{ it|words }}", it=None) == ""


def test_icon_is_silent_unless_labelled() -> None:
    assert 'aria-hidden="true"' in shown('{% icon "gavel" %}')
    assert "icons.svg#gavel" in shown('{% icon "gavel" %}')
    assert 'role="img" aria-label="Pleno &quot;1&quot;"' in shown('{% icon "gavel" "i-s" label %}', label='Pleno "1"')


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError, match="no-such-icon"):
        shown('{% icon "no-such-icon" %}')


def test_filters() -> None:
    assert shown('{{ due|longday:"Asia/Jakarta" }}') == "Sabtu, 26 Oktober 2024, 23.59 WIB"
    assert shown('{{ due|shortday:"Asia/Makassar" }}', "en") == "Sun 27 Oct, 00:59"
    assert shown('{{ due|clocktime:"Asia/Jayapura" }}') == "01.59 WIT"
    assert shown("{{ due|plainday }} {{ due|stamp }}") == "26 Okt 2024 26 Okt 2024, 23.59 WIB"
    assert shown("{{ n|number }} {{ s|share }} {{ s|percent }}", n=4087, s=0.71) == "4.087 0,71 71\u00a0%"
    assert shown("{{ none|longday }}{{ none|number }}{{ none|share }}{{ none|stamp }}", none=None) == ""


def test_when_carries_the_machine_readable_moment() -> None:
    assert shown('{% when due "Asia/Makassar" "time" %}') == (
        '<time datetime="2024-10-27T00:59:59+08:00">00.59 WITA</time>'
    )


def test_when_takes_a_day_without_a_time() -> None:
    said = shown('{% when day "Asia/Jakarta" "long" %}', day=date(2024, 10, 26))
    assert said == '<time datetime="2024-10-26">Sabtu, 26 Oktober 2024</time>'


@pytest.mark.parametrize(
    ("nip", "masked"),
    [("198803122011012001", "1988••••••••••••01"), ("123456", "••••••"), ("", ""), (None, "")],
)
def test_nip_is_masked(nip: str | None, masked: str) -> None:
    assert shown("{{ nip|mask_nip }}", nip=nip) == masked


def test_clock_says_it_without_colour() -> None:
    html = shown("{% clock due now %}")
    assert seen(html) == "1 hari 14 jam Sab 26 Okt, 23.59 WIB"
    assert 'class="clk soon"' in html
    assert 'datetime="2024-10-26T16:59:59+00:00"' in html


def test_clock_takes_a_reckoning() -> None:
    reckoning = reckon("keberatan", datetime(2024, 10, 21, 3, tzinfo=UTC), "Asia/Jakarta")
    assert seen(shown("{% clock it now %}", it=reckoning)) == "10 hari kerja Jum 8 Nov, 23.59 WIB"
    assert seen(shown("{% clock it now %}", "en", it=reckoning)) == "10 working days Fri 8 Nov, 23:59 WIB"
    assert seen(shown("{% clock None now %}")) == "Tanpa batas waktu"


def test_clock_waits_for_somebody_else() -> None:
    who = Words(id="menunggu pelapor", en="waiting for the reporter")
    html = shown("{% clock due now waiting=who %}", "en", who=who)
    assert 'class="clk wait"' in html
    assert seen(html) == "1 day 14 hours waiting for the reporter"


def test_day_strip_is_read_aloud_with_reasons() -> None:
    reckoning = reckon("keberatan", datetime(2024, 10, 24, 3, tzinfo=UTC), "Asia/Jakarta")
    html = shown("{% day_strip it now %}", it=reckoning)
    assert html.count("<li") == len(reckoning.days)
    assert '<span class="sr">Sab 26 Okt: dilewati, Akhir pekan</span>' in html
    assert html.count("today") == 1


def test_chip_escapes_and_has_its_icon() -> None:
    html = shown('{% chip label "kunyit" "clock" %}', label=Words(id="<hari ini>", en="today"))
    assert 'class="chip kunyit"' in html
    assert "&lt;hari ini&gt;" in html
    assert "#clock" in html


def test_seal_shows_a_short_hash_and_keeps_the_whole() -> None:
    html = shown('{% seal sha due "Asia/Jakarta" %}', sha=SHA)
    assert seen(html) == "Tersegel 26 Okt 2024, 23.59 WIB 9f3c…a1d7"
    assert f'title="{SHA}"' in html
    assert seen(shown("{% seal sha broken=True %}", "en", sha=SHA)) == "Seal does not match 9f3c…a1d7"


def test_unsure_opens_its_reason_each_with_its_own_name() -> None:
    html = shown('{% unsure "satu" "alasan" %}{% if True %}{% unsure "dua" "lain" %}{% endif %}')
    assert re.findall(r'popovertarget="(pop-\d)"', html) == ["pop-1", "pop-2"]
    assert re.findall(r'id="(pop-\d)" popover', html) == ["pop-1", "pop-2"]


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        ("confirmed", "pasti", "certain"),
        ("single", "satu sumber", "one source"),
        ("unsure", "belum pasti", "not certain"),
    ],
)
def test_confidence_looks_as_sure_as_it_is(value: str, indonesian: str, english: str) -> None:
    html = shown("{% confidence value %}", value=value)
    assert seen(html).startswith(indonesian)
    assert ("ahli hukum Anda" in html) == (value != "confirmed")
    assert seen(shown("{% confidence value %}", "en", value=value)).startswith(english)


def test_confidence_adds_its_note() -> None:
    html = shown('{% confidence "unsure" note %}', note=Words(id="Dua naskah berbeda.", en="Two texts differ."))
    assert "Dua naskah berbeda. Belum dipastikan" in html
    assert "popover" not in shown('{% confidence "confirmed" %}')


def test_stepper_names_the_present_step() -> None:
    steps = [
        {"label": Words(id="Temuan", en="Finding"), "state": "done"},
        {"label": "Pleno", "note": "x", "state": "now"},
    ]
    html = shown("{% stepper steps %}", steps=steps)
    assert html.count('aria-current="step"') == 1
    assert "Temuan" in html
    assert ", selesai" in html


def test_bars_carry_their_words() -> None:
    html = shown('{% bar 12480 20000 "12.480 dari 20.000" %}')
    assert html == '<progress class="bar" value="12480" max="20000" aria-label="12.480 dari 20.000"></progress>'
    assert 'max="1"' in shown('{% bar 0 0 "kosong" %}')


def test_stacked_bar_places_its_parts_one_behind_the_other() -> None:
    html = shown('{% stacked parts 4 "tiga dari empat" %}', parts=[(2, "b1"), (0, "b2"), (1, "b3")])
    assert re.findall(r'<rect x="([^"]+)" width="([^"]+)"', html) == [("0%", "50%"), ("50%", "25%")]
    assert 'aria-label="tiga dari empat"' in html
    assert shown('{% stacked parts 0 "kosong" %}', parts=[(0, "b1")]).count("<rect") == 0


def test_score_fills_as_many_columns_as_its_level() -> None:
    assert shown('{% score 3 "kekuatan 3 dari 4" %}').count('class="on"') == 3


def test_note_keeps_markup_of_the_page_and_escapes_what_is_put_in() -> None:
    html = shown('{% note "kunyit" "alert-triangle" %}<b>Awas.</b> {{ it }}{% endnote %}', it="<i>")
    assert 'class="note kunyit"' in html
    assert "<b>Awas.</b> &lt;i&gt;" in html


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Sekar Anggraini", "SA"), ("Dr. Raka Adi Wirasana, S.Pd.", "RW"), ("Raka", "R"), ("@rekaan30", "R"), ("", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert shown("{{ name|initials }}", name=name) == letters


class Filled(forms.Form):
    """Fields of every look."""

    number = forms.CharField(label="Nomor <surat>", help_text="Seperti pada kop.")
    kind = forms.ChoiceField(label="Jenis", choices=[("a", "Satu"), ("b", "Dua")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="Setuju")
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea)
    group = forms.ChoiceField(label="Unit", choices=[("a", "A")])


def test_field_puts_hint_and_error_between_label_and_control() -> None:
    html = shown("{% field form.number %}", form=Filled({}))
    order = [html.index(part) for part in ("<label", "Seperti pada kop.", 'class="err"', "<input")]
    assert order == sorted(order)
    assert 'aria-describedby="id_number_helptext id_number_error"' in html
    assert 'class="form-control bad"' in html
    assert "Nomor &lt;surat&gt;" in html
    assert 'aria-invalid="true"' in html


def test_field_hint_of_the_page_is_tied_to_the_control() -> None:
    html = shown('{% field form.note "Boleh singkat." %}', form=Filled())
    assert 'aria-describedby="id_note_helptext"' in html
    assert 'id="id_note_helptext">Boleh singkat.' in html
    assert "(boleh kosong)" in html


def test_choices_are_cards_in_a_fieldset() -> None:
    html = shown("{% field form.kind %}", form=Filled({}))
    assert html.count('class="pick"') == 2
    assert "<legend>Jenis" in html
    assert 'aria-describedby="id_kind_error"' in html
    assert shown("{% field form.agree %}", form=Filled()).count('class="pick"') == 1
    assert 'class="form-select"' in shown("{% field form.group %}", form=Filled())


def test_errors_on_top_link_to_their_fields() -> None:
    html = shown("{% form_errors form %}", form=Filled({"number": "1"}))
    assert re.findall(r'href="#([^"]+)"', html) == ["id_kind", "id_agree", "id_group"]
    assert 'role="alert"' in html
    assert shown("{% form_errors form %}", form=Filled()) == ""


def test_pagination_keeps_the_question() -> None:
    request = RequestFactory().get("/perkara/", {"cari": "a&b", "hal": "2"})
    page = Paginator(range(4087), 50).get_page(2)
    html = shown("{% pagination page %}", page=page, request=request)
    assert seen(html) == "51–100 dari 4.087 Sebelumnya Berikutnya"
    assert 'href="?cari=a%26b&amp;hal=1"' in html
    assert shown("{% pagination page %}", page=Paginator([1], 50).get_page(1), request=request) == ""
