# SPDX-License-Identifier: GPL-3.0-or-later
"""watch.py DATABASE QUERY NUMBER: prints the time as soon as the query gives NUMBER or more; again for NUMBER + 1 and so
on, until it is killed. Reads only; a look that finds the file unchanged asks nothing, so that it costs the writer little."""
import sqlite3
import sys
import time

database, query, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3])
connection, version = None, None
print("ready", flush=True)
while True:
    try:
        if connection is None:
            connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=0, isolation_level=None)
        now = connection.execute("PRAGMA data_version").fetchone()[0]
        if now != version:
            found = connection.execute(query).fetchone()[0]
            version = now
            while found is not None and found >= wanted:
                print(repr(time.monotonic()), flush=True)
                wanted += 1
    except sqlite3.Error:  # not made yet, no tables yet, or locked for a moment
        if connection is not None:
            connection.close()
        connection, version = None, None
    time.sleep(0.005)
