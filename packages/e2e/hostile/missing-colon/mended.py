def grade(points: int) -> str:
    for letter, least in [("A", 90), ("B", 75), ("C", 60), ("D", 50)]:
        if points >= least:
            return letter
    return "F"
