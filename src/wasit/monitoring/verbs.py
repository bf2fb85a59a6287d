"""Words for what this room writes into the journal."""

from collections.abc import Mapping

from wasit.text import Words

JOURNAL_VERBS: Mapping[str, Words] = {
    "monitoring.delivery_received": Words(id="menerima kiriman", en="received a delivery"),
    "monitoring.delivery_finished": Words(id="menyelesaikan kiriman", en="finished a delivery"),
    "monitoring.delivery_refused": Words(id="menghentikan kiriman tak terbaca", en="halted an unreadable delivery"),
    "monitoring.delivery_stopped": Words(id="menjeda kiriman", en="paused a delivery"),
    "monitoring.delivery_resumed": Words(id="melanjutkan kiriman", en="resumed a delivery"),
    "monitoring.screened_again": Words(id="menyaring ulang", en="screened again"),
    "monitoring.capture_opened": Words(id="mengunduh salinan tersegel", en="downloaded the sealed copy"),
    "monitoring.capture_checked": Words(id="memeriksa segel", en="checked the seal"),
    "monitoring.hit_viewed": Words(id="membuka indikasi", en="opened the hit"),
    "monitoring.hit_taken": Words(id="mengambil indikasi", en="took the hit"),
    "monitoring.hit_released": Words(id="melepas indikasi", en="released the hit"),
    "monitoring.hit_confirmed": Words(id="menjadikan indikasi sebuah perkara", en="turned the hit into a case"),
    "monitoring.hit_dismissed": Words(id="menyatakan bukan indikasi", en="dismissed the hit"),
    "monitoring.hit_postponed": Words(id="menunda indikasi", en="postponed the hit"),
    "monitoring.hit_merged": Words(id="menggabungkan indikasi", en="merged the hit"),
    "monitoring.hit_unmerged": Words(id="melepas gabungan", en="undid the merge"),
    "monitoring.hit_separated": Words(id="menyatakan bukan salinan", en="told the hit apart from its copies"),
    "monitoring.hit_undone": Words(id="mengurungkan keputusan", en="undid the decision"),
}
