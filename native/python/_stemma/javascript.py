"""Failures of JavaScript functions that Python has called."""


class JavaScriptError(RuntimeError):
    """The JavaScript function threw, rejected, returned something without a Python form, or is gone."""


JavaScriptError.__module__ = "_stemma"
