from __future__ import annotations

from layouts.encoding import Encoder
from layouts.memo import Memo


def test_an_answer_is_made_once():
    memo, made = Memo(), []
    for _ in range(3):
        memo.get("key", lambda: made.append(1) or len(made))
    assert made == [1]


def test_the_oldest_answer_is_forgotten():
    memo, made = Memo(size=2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        memo.get(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"]


def test_figures_are_written_once_and_stay_what_dash_would_write():
    from dash._utils import to_json

    encoder, figure = Encoder(), {"data": [{"x": [1, 2.5, None], "name": "Đà Nẵng </script>"}]}
    encoded = encoder.encoded(figure)
    assert encoded is encoder.encoded(figure)
    assert to_json({"figure": encoded}) == to_json({"figure": figure})


def test_components_are_written_once_as_dash_would():
    from dash import html
    from dash._utils import to_json

    encoder, foot = Encoder(), [html.P("x")]
    encoded = encoder.encoded(foot)
    assert encoded is encoder.encoded(foot) and to_json(encoded) == to_json(foot)
