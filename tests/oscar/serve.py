"""Serves the prepared shop on a free port of this machine and says where, in one line.
Never reloads, never forks: the test that started it stops it."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"

from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from waitress.server import create_server  # noqa: E402

server = create_server(StaticFilesHandler(get_wsgi_application()), host="127.0.0.1", port=0, threads=4)
print(f"oscar: listening on http://127.0.0.1:{server.effective_port}", flush=True)
server.run()
