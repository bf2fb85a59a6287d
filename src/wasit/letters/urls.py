"""Addresses of the room: the register inside, and the public check."""

from django.urls import path

from wasit.letters.views import checking, own_ways, reading, working

urlpatterns = [
    path("surat/", reading.letter_list, name="letters"),
    path("surat/templat/", own_ways.templates, name="letter_templates"),
    path("surat/templat/<slug:kind>/", own_ways.template, name="letter_template"),
    path("surat/templat/<slug:kind>/kembali/", own_ways.template_reset, name="letter_template_reset"),
    path("surat/kop/", own_ways.letterhead, name="letterhead"),
    path("surat/kop/pola/", own_ways.pattern, name="number_pattern"),
    path("surat/<int:pk>/", reading.letter_page, name="letter"),
    path("surat/<int:pk>/pdf/<int:place>/", reading.letter_pdf, name="letter_pdf"),
    path("surat/<int:pk>/docx/", reading.letter_docx, name="letter_docx"),
    path("surat/<int:pk>/bertanda-tangan/", reading.letter_signed, name="letter_signed"),
    path("surat/<int:pk>/berkas/", working.letter_sign, name="letter_sign"),
    path("surat/<int:pk>/batal/", working.letter_cancel, name="letter_cancel"),
    path("periksa/", checking.check, name="check"),
    path("periksa/<str:code>/", checking.check_code, name="check_code"),
]
