"""Texts that a chat or a mail shows and nothing more: no links, nobody called, one line."""

# ruff: noqa: RUF001 - broad forms of signs are what these texts are about

import pytest

from qtrack.ui.chat import chat_text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("抽查合格率90.7%，低于91%。8月底前补做完毕", "抽查合格率90.7%，低于91%。8月底前补做完毕"),
        ("闽质监〔2018〕251号（第5项）：1.9%", "闽质监〔2018〕251号（第5项）：1.9%"),
        ("@所有人 @all ﹫channel <@U024> <!here>", "＠所有人 ＠all ＠channel ＜＠U024＞ ＜!here＞"),
        ("见 https://evil.example.com/x?a=1", "见 https： //evil. example. com/x?a=1"),
        ("www.evil.com evil.com/x e-vil.中国 evil。com", "www. evil. com evil. com/x e-vil. 中国 evil。 com"),
        ("ftp：／／x.y a@b.cn file:///etc", "ftp： ／／x. y a＠b. cn file： ///etc"),
        ("192.168.0.1/x 2.5", "192. 168. 0. 1/x 2.5"),
        ("[点这里](x) ![图](y) [微笑]", "［点这里］(x) !［图］(y) ［微笑］"),
        (
            "**粗** _斜_ `码` ~~删~~ # 题 | 表 \\| > 引",
            "＊＊粗＊＊ ＿斜＿ ｀码｀ ～～删～～ ＃ 题 ｜ 表 ＼｜ ＞ 引",
        ),
        ("一行\n二行\r\n三行\u2028四行\u2029五行\t六", "一行 二行 三行 四行 五行 六"),
        ("\u202etxt\u202c\x1b[31m\u200b", "\ufffdtxt\ufffd\ufffd［31m\ufffd"),
    ],
)
def test_a_text_stays_a_text_in_a_chat(typed: str, shown: str) -> None:
    assert chat_text(typed) == shown


@pytest.mark.parametrize("text", ["http://a.bc", "a.bc.de/f", "@a", "1.2.3.4", "x。y"])
def test_what_was_made_a_text_is_not_altered_again(text: str) -> None:
    assert chat_text(chat_text(text)).split() == chat_text(text).split()
