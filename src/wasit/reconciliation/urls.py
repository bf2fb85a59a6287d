"""Addresses of the room."""

from django.urls import path

from wasit.reconciliation.views import boards, lists, matches

urlpatterns = [
    path("rekonsiliasi/", boards.comparisons, name="comparisons"),
    path("rekonsiliasi/<int:pk>/", boards.comparison, name="comparison"),
    path("rekonsiliasi/<int:pk>/xlsx/", boards.comparison_xlsx, name="comparison_xlsx"),
    path("rekonsiliasi/<int:pk>/unggah/", lists.comparison_upload, name="comparison_upload"),
    path("rekonsiliasi/<int:pk>/unggah/wasit/", lists.comparison_own, name="comparison_own"),
    path("rekonsiliasi/<int:pk>/unggah/<int:list_pk>/", lists.comparison_columns, name="comparison_columns"),
    path("rekonsiliasi/<int:pk>/padanan/sekaligus/", matches.comparison_confirm_clear, name="comparison_confirm_clear"),
    path("rekonsiliasi/<int:pk>/padanan/<int:match_pk>/", matches.comparison_match, name="comparison_match"),
    path("rekonsiliasi/<int:pk>/baris/<int:entry_pk>/", matches.comparison_entry, name="comparison_entry"),
]
