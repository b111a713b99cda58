"""The page that most tests use. Its places lie behind what the three encodings count differently:
emoji, which are two code units of UTF-16 and four bytes, and combining marks; its lines end as on
Windows.
"""

MILL = "\r\n".join(
    [
        "== E\u0301toile 🗼 ==",
        '🗼 The mill stood.<ref name="mill">{{cite book |title=The Mill 🗼 |last=Orme |year=1904}}</ref>',
        'It burned 🔥.<ref name="mill" /> A note.<ref name="mill" group="note">Not the book 🗼.</ref>',
        'Again 🗼.<ref name="mill" /> <ref name="mill" group="note" />{{r|mill}}{{sfn|Orme|1904|p=3}}',
        "See 🗼 [[#E\u0301toile 🗼|above]] and [[Windmill 🗼]].",
        "",
        "=== Ponds 🗼 ===",
        "🗼 Dry.<!-- 🗼",
        "a comment -->",
        "{|",
        "| 🗼 || ponds",
        "|}",
        "",
        "== Notes ==",
        "{{reflist|group=note}}",
        "",
        "== References ==",
        "{{reflist}}",
        "",
    ]
)
