"""Headers and methods nobody should send: rows of the table in ``tests.api.hostile``."""

HEADERS = (
    [
        ("GET", "/press-releases", {"Accept-Language": value}, 200)
        for value in (
            "",
            "*",
            "*;q=0",
            "xx",
            "ar;q=0",
            "ar;q=nan, de;q=inf",
            "ar;q=1e400",
            "ar;q=-1",
            "ar;q=٠.٥",
            ";;;;,,,,",
            "-,-,-;q=-",
            "a" * 100_000,
            "ar," * 34_000,
            "\x00",
            "ar\r\nSet-Cookie: a=b",
            "Grüße",
            "../../etc/passwd",
        )
    ]
    + [
        ("GET", "/press-releases", {"If-None-Match": value}, status)
        for value, status in (
            ("", 200),
            ('"', 200),
            ('""', 200),
            ('W/"', 200),
            ("nonsense", 200),
            (",,,", 200),
            ('"a", W/"b", "c', 200),
            ('"' + "a" * 100_000 + '"', 200),
            ('"a",' * 25_000, 200),
            ("*", 304),
        )
    ]
    + [
        ("GET", "/press-releases", {"Cookie": "sessionid=nonsense; " + "a=b; " * 200}, 200),
        ("GET", "/press-releases", {"Authorization": "Bearer nonsense"}, 200),
        ("GET", "/press-releases", {"Accept": "text/html"}, 200),
        ("GET", "/press-releases", {"Origin": "null"}, 200),
        ("GET", "/press-releases", {"Range": "bytes=0-1"}, 200),
        ("GET", "/press-releases", {"X-HTTP-Method-Override": "DELETE"}, 200),
        ("GET", "/press-releases", {"X-Forwarded-Host": "elsewhere.example.org"}, 200),
        ("GET", "/press-releases", {"If-Modified-Since": "yesterday"}, 200),
    ]
)
METHODS = [
    (method, target, {}, 405)
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "QUERY", "NONSENSE", "G")
    for target in ("/", "/press-releases", "/press-releases/{first}", "/openapi.json", "/docs")
] + [
    ("POST", "/nothing", {}, 404),
    ("OPTIONS", "/nothing", {}, 404),
    ("HEAD", "/nothing", {}, 404),
    ("HEAD", "/press-releases?limit=0", {}, 422),
    ("HEAD", "/press-releases/{withdrawn}", {}, 410),
    ("OPTIONS", "/press-releases?limit=0", {}, 204),
    ("OPTIONS", "/press-releases/{draft}", {}, 204),
]
