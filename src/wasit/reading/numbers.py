"""Indonesian numbers in digits and in words."""

_UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
}  # fmt: skip
_WHOLE = {**_UNITS, "sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000, "seorang": 1, "sebuah": 1}
# "Keduanya sudah diklarifikasi": a number that points back.
_WHOLE |= {"keduanya": 2, "ketiganya": 3, "keempatnya": 4, "kelimanya": 5}
_ONE = "|".join(_UNITS)
_WORD = rf"(?:(?:{'|'.join(_WHOLE)})(?:\s+(?:belas|puluh|ratus|ribu))?)"

# A number as news print it: 1.552, 171, "dua puluh tujuh"; not part of a date, a law number or a decimal.
NUMBER = rf"(?<![\w/.,:-])(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{1,7}}|{_WORD}(?:\s+{_WORD}){{0,4}})(?![\w/:]|[.,-]\d)"


def value_of(text: str) -> int | None:
    """Return the number that `text` (a match of NUMBER) says, None when its words make none."""
    if text[0].isdigit():
        return int(text.replace(".", ""))
    total = group = 0
    for word in text.lower().split():
        if word == "belas":
            group += 10
        elif word == "puluh":
            group = group // 10 * 10 + group % 10 * 10
        elif word == "ratus":
            group = group * 100
        elif word == "ribu":
            total, group = (total + group) * 1000, 0
        elif word in _WHOLE:
            group += _WHOLE[word]
        else:
            return None
    return total + group
