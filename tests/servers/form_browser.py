# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of the OAuth server without a browser: what a person would type and press goes as HTTP, for tests that are not
about the browser. It has the methods of browser-sign-in's Browser that SignIn calls."""
import http.cookiejar
import ssl
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser


class Page(HTMLParser):
    """Forms with their fields, buttons, ids, title and text of a page."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.buttons, self.ids, self.title, self.words = [], {}, set(), "", []
        self.form, self.inside = None, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        at = dict(attributes)
        if "id" in at:
            self.ids.add(at["id"])
        if tag == "form":
            self.form = {"id": at.get("id"), "action": at.get("action", ""), "fields": {}}
            self.forms.append(self.form)
        elif tag == "input" and self.form is not None and "name" in at:
            self.form["fields"][at["name"]] = at.get("value") or ""
        elif tag == "button" and "id" in at:
            self.buttons["#" + at["id"]] = (at.get("form"), self.form, at.get("name"), at.get("value", ""))
        if tag in ("title", "style", "script"):
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside:
            self.words.append(data)
        elif self.inside[-1] == "title":
            self.title += data

    def field(self, selector):
        """The form that has the field of this selector, #name or [name=name]; None: none has."""
        name = selector.removeprefix("#").removeprefix("[name=").removesuffix("]")
        return next(((form["fields"], name) for form in self.forms if name in form["fields"]), None)


class FormBrowser:
    def __init__(self, authority):
        context = ssl.create_default_context(cafile=authority)
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context),
                                                  urllib.request.HTTPCookieProcessor(jar))
        self.page, self.url, self.shown, self.until = None, "", 0, 0

    def open_page(self):
        pass

    def call(self, method, url=None):
        assert method == "Page.navigate", method
        self.load(url)

    def load(self, url, fields=None):
        data = None if fields is None else urllib.parse.urlencode(fields).encode()
        try:
            answer = self.opener.open(urllib.request.Request(url, data=data), timeout=60)
        except urllib.error.HTTPError as error:
            answer = error  # its page says what is wrong
        self.url, self.page = answer.geturl(), Page(answer.read().decode("utf-8", "replace"))
        self.shown += 1

    def look(self):
        page = self.page
        user = page.field("#user")
        places = {selector: selector for selector in ("#user", "#password", "[name=user_code]") if page.field(selector)}
        places |= {selector: selector for selector in page.buttons}
        at = {selector: places.get(selector) for selector in ("#user", "#password", "#sign-in", "#cancel", "#allow", "#deny", "#confirm", "#next",
                                                              "[name=user_code]")}
        return {"url": self.url, "page": self.shown, "title": page.title, "text": "".join(page.words), "user": user[0]["user"] if user else None,
                "wrong": "wrong" in page.ids, "error": "error" in page.ids, "done": "done" in page.ids, "at": at}

    def type(self, where, text):
        fields, name = self.page.field(where)
        fields[name] = text

    def click(self, where):
        named, around, name, value = self.page.buttons[where]
        form = next((form for form in self.page.forms if named and form["id"] == named), around)
        fields = dict(form["fields"])
        if name:
            fields[name] = value
        self.load(urllib.parse.urljoin(self.url, form["action"]), fields)

    def screenshot(self, path):
        """There is nothing to see."""

    def close(self):
        pass
