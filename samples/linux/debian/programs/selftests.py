"""Runs some of CPython's own tests, and prints the result of each without the time that it took."""

import random
import sys
import unittest

MODULES = ["test_cmath", "test_float", "test_complex", "test_zlib", "test_fractions", "test_hmac", "test_binascii"]


class Result(unittest.TestResult):
    def stopTest(self, test):
        failed = any(test is found for found, _ in self.failures + self.errors)
        skipped = any(test is found for found, _ in self.skipped)
        print(test.id(), "failed" if failed else "skipped" if skipped else "ok")
        super().stopTest(test)


random.seed(2026)
result = Result()
unittest.defaultTestLoader.loadTestsFromNames(["test." + name for name in MODULES]).run(result)
for test, trace in result.failures + result.errors:
    print(test.id(), trace.splitlines()[-1])
sys.exit(not result.wasSuccessful())
