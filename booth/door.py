"""One door for several booths: nginx, which sends each newcomer to the next booth and everybody back to their own.

Each booth serves below a path of its own (/1/, /2/ ...), so that pages, uploads and sockets of one visit stay with it
whatever else the same browser has open. A room's code begins with its booth's number.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_LARGEST_BODY = "110m"
"""The largest upload is a PDF of 100 MB."""

_SERVER = """
    server {{
        listen {listen};
        absolute_redirect off;
        client_max_body_size {body};
        location = /health {{ proxy_pass http://newcomers; proxy_next_upstream error timeout http_502 http_504; }}
        location ~ ^/\\w+/_stcore/metrics$ {{ return 404; }}
        location @elsewhere {{
            default_type text/html;
            if ($door_tired) {{
                add_header Retry-After 5 always;
                return 503 "<meta http-equiv=refresh content=5><p>The booth is starting; this page will try again.";
            }}
            add_header Set-Cookie "door_tries=1$cookie_door_tries; Max-Age=5; Path=/" always;
            return 302 /$door_page$is_args$args;
        }}
        location / {{
            if ($door_room) {{ return 302 /$door_room$request_uri; }}
            proxy_pass http://newcomers;
        }}
{booths}    }}
"""
_BOOTH = """        location ~ ^/{place}/(_stcore|static|component|media)/ {{ proxy_pass http://booth_{place}; }}
        location ~ ^/{place}(/(?<page_{place}>.*))?$ {{
            set $door_page $page_{place};
            proxy_pass http://booth_{place};
            error_page 502 504 = @elsewhere;
        }}
"""
_TURN = """    upstream booth_{place} {{ server {address} max_fails=0; }}
    server {{
        listen unix:{folder}/{place}.sock;
        absolute_redirect off;
        location = /health {{ proxy_pass http://booth_{place}/{place}/_stcore/health; }}
        location / {{ return 302 /{place}$request_uri; }}
    }}
"""
_HTTP = """
    access_log off;
    default_type application/octet-stream;
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $door_connection;
    proxy_connect_timeout 3s;
    proxy_read_timeout 1d;
    proxy_redirect off;
    proxy_request_buffering off;
    map $http_upgrade $door_connection {{ default upgrade; "" ""; }}
    map $arg_room $door_room {{ default ""; {rooms} }}
    map $cookie_door_tries $door_tired {{ default ""; "~^1{{{tries}}}" 1; }}
    upstream newcomers {{ {turns} }}
"""


def nginx(booths: Mapping[str, str], listen: str, folder: Path, open_to_newcomers: frozenset[str] | None = None) -> str:
    """The configuration for nginx.

    booths: number behind the door -> host:port. listen: as nginx's `listen` takes it. folder: for sockets and the
    process's number. open_to_newcomers: those that take newcomers, all when None.
    """
    takes = [place for place in booths if open_to_newcomers is None or place in open_to_newcomers] or list(booths)
    http = _HTTP.format(
        tries=2 * len(booths),
        rooms=" ".join(f'"~^{place}-" {place};' for place in booths),
        turns=" ".join(f"server unix:{folder}/{place}.sock;" for place in takes),
    )
    for place, address in booths.items():
        http += _TURN.format(place=place, address=address, folder=folder)
    blocks = "".join(_BOOTH.format(place=place) for place in booths)
    http += _SERVER.format(listen=listen, body=_LARGEST_BODY, booths=blocks)
    return f"""worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 4096; }}
http {{{http}}}
"""


def main() -> None:
    """What deploy/compose.yaml's door reads: `python -m booth.door > deploy/nginx.conf`."""
    of_three = {place: f"booth-{place}:8501" for place in "123"}
    secure = "443 ssl; ssl_certificate /certificates/fullchain.pem; ssl_certificate_key /certificates/privkey.pem"
    print("# Written by `python -m booth.door > deploy/nginx.conf`.")
    print(nginx(of_three, secure, Path("/run")), end="")


if __name__ == "__main__":
    main()
