"""Reads the incident log of Volvo IT (BPI Challenge 2013) into cases and sessions.

A session is a work spell: the rows with substatus "In Progress" that follow each other at one line.
A case that is completed or moved up out of a queue or a wait, with no spell before it, has a
session of length zero there. A session ends in one of three ways:

    resolve   completed ("Resolved", "In Call"; "Closed" is automatic and ignored)
    escalate  queued at a higher line
    pending   anything else: waits for the user, a vendor or an implementation, is set aside
              ("Assigned", "Wait"), handed to another team of the line, or returned to a lower line
"""

import collections
import csv
import datetime
import gzip
import pathlib

LOCAL = datetime.timezone(datetime.timedelta(hours=2))  # Swedish summer time, as in the log
CASES = "cases_starts_to_2012-05-03.csv.gz"
EVENTS = "incident_events_starts_to_2012-05-03.csv.gz"
FIRST_DAY = datetime.datetime(2012, 5, 1, tzinfo=LOCAL)

Row = collections.namedtuple("Row", "at status substatus team line owner")


class Session:
    def __init__(self, line, begin):
        self.line = line
        self.begin = begin
        self.end = None  # None: still open where the log ends
        self.outcome = None
        self.detail = None  # substatus, or "same line", "lower line"
        self.instant = False

    def minutes(self):
        return (self.end - self.begin).total_seconds() / 60


class Case:
    def __init__(self, name, rows):
        self.name = name
        self.rows = rows
        self.begin = rows[0].at
        self.first_team = rows[0].team
        self.first_line = rows[0].line
        self.highest_line = max(row.line for row in rows)
        self.in_call = any(row.substatus == "In Call" for row in rows)
        self.upward_moves = sum(b.line > a.line for a, b in zip(rows, rows[1:]))
        self.new_highs = self._new_highs()
        self.sessions = []
        self.reopen_hours = []  # resolution to the next activity, each time
        self._walk()

    def day(self):
        return self.begin.day

    def first_contact(self):
        """First session ended resolved, and the case did not come back."""
        return self.sessions[0].outcome == "resolve" and not self.reopen_hours

    def _new_highs(self):
        highs, top = 0, self.rows[0].line
        for row in self.rows:
            if row.line > top:
                highs, top = highs + 1, row.line
        return highs

    def _walk(self):
        session, line, completed_at = None, self.rows[0].line, None
        for row in self.rows:
            if row.substatus == "Closed":
                continue
            if row.status == "Completed":
                if completed_at is None:
                    self._finish(session, line, row.at, "resolve", row.substatus)
                    completed_at = row.at
                session = None
                continue
            if completed_at is not None:
                self.reopen_hours.append((row.at - completed_at).total_seconds() / 3600)
                completed_at = None
            if row.substatus == "In Progress" and session is not None and row.line == line:
                continue
            if row.line > line:
                self._finish(session, line, row.at, "escalate", "higher line")
            elif session is not None:
                self._finish(session, line, row.at, "pending", self._detail(row, line))
            line = row.line
            session = Session(line, row.at) if row.substatus == "In Progress" else None
        if session is not None:
            self.sessions.append(session)

    @staticmethod
    def _detail(row, line):
        if row.line < line:
            return "lower line"
        return "same line" if row.status == "Queued" else row.substatus

    def _finish(self, session, line, at, outcome, detail):
        if session is None:
            session = Session(line, at)
            session.instant = True
        session.end, session.outcome, session.detail = at, outcome, detail
        self.sessions.append(session)


def read(folder):
    """All cases of the log, and those of them that started on 1 May 2012 or later."""
    rows = collections.defaultdict(list)
    with gzip.open(pathlib.Path(folder) / EVENTS, "rt", newline="") as file:
        for row in csv.DictReader(file):
            at = datetime.datetime.fromisoformat(row["timestamp"]).astimezone(LOCAL)
            rows[row["case_id"]].append(
                Row(at, row["status"], row["substatus"], row["team"], int(row["line"]),
                    row["owner_id"])
            )
    with gzip.open(pathlib.Path(folder) / CASES, "rt", newline="") as file:
        names = [row["case_id"] for row in csv.DictReader(file)]
    if set(names) != set(rows):
        raise ValueError(f"{CASES} and {EVENTS} do not hold the same cases")
    cases = [Case(name, rows[name]) for name in names]
    return cases, [case for case in cases if case.begin >= FIRST_DAY]
