"""What measures, fits and attacks the program, started by `make bench`, `make calibrate` and `make fuzz`.

No test is imported here. The bench starts the bot with `tests.e2e.process`, as the tests from end to end do, so that
what is measured is started as what is tested.
"""
