"""Addresses of the secretariat: sign-in and second factor (allauth) under Indonesian paths, notices, journal."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from wasit.office.permission import public, requires
from wasit.office.views import secretariat, staff

own = requires("account.own")

urlpatterns = [
    path("masuk/", public(account.login), name="account_login"),
    path("masuk/faktor-kedua/", public(mfa.authenticate), name="mfa_authenticate"),
    path("masuk/kunci-sandi/", public(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("masuk/pastikan/", own(account.reauthenticate), name="account_reauthenticate"),
    path("masuk/pastikan/faktor-kedua/", own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("masuk/pastikan/kunci-sandi/", own(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("keluar/", public(account.logout), name="account_logout"),
    path("masuk/nonaktif/", public(account.account_inactive), name="account_inactive"),
    path("masuk/daftar/", public(account.signup), name="account_signup"),
    path("sandi/lupa/", public(account.password_reset), name="account_reset_password"),
    path("sandi/lupa/terkirim/", public(account.password_reset_done), name="account_reset_password_done"),
    re_path(  # the key holds hyphens too, so that only a pattern can tell where it begins
        r"^sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "sandi/baru/selesai/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("akun/sandi/", own(account.password_change), name="account_change_password"),
    path("akun/sandi/tetapkan/", own(account.password_set), name="account_set_password"),
    path("akun/faktor-kedua/", own(mfa.index), name="mfa_index"),
    path("akun/faktor-kedua/aplikasi/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("akun/faktor-kedua/aplikasi/lepas/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("akun/faktor-kedua/kode/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("akun/faktor-kedua/kode/unduh/", own(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("akun/faktor-kedua/kode/baru/", own(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("akun/kunci-sandi/", own(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("akun/kunci-sandi/tambah/", own(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("akun/kunci-sandi/<int:pk>/ubah/", own(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("akun/kunci-sandi/<int:pk>/hapus/", own(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("pemberitahuan/", secretariat.notice_list, name="notices"),
    path("pemberitahuan/dibaca/", secretariat.notices_read, name="notices_read"),
    path("jurnal/", secretariat.journal_list, name="journal"),
    path("petugas/", staff.staff_list, name="staff"),
    path("petugas/baru/", staff.staff_new, name="staff_new"),
    path("petugas/<int:pk>/", staff.staff_one, name="staff_one"),
    path("petugas/<int:pk>/peran/<int:held>/akhiri/", staff.role_end, name="role_end"),
    path("petugas/<int:pk>/tautan/", staff.staff_link, name="staff_link"),
    path("petugas/<int:pk>/faktor-kedua/lepas/", staff.factor_forget, name="factor_forget"),
]
