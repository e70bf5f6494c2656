"""People who do not exist, and the records others made of them: a known truth for matching.

The same seed gives the same records. Each person of seven cultures of names has one to four, every
one spoilt on its own as real ones are. A dozen people share a site: its postcode, its van, at times
the telephone of whoever runs it. What spoils shares no table with what the normalisers repair.

Nobody real is met: numbers lie in 01632, an area code of no place, or in Ofcom's 07700 900 range;
plates bear ages not issued before 2027; addresses end in example.com, documents begin with ZZ.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Culture, share of people in per cent, endings of surnames; men; women; beginnings of surnames.
_TABLE = """
british 40 th son kins well ley ford worth ton er bury field ham land wood nell lly shaw man
James Oliver George Harry Thomas William Peter Michael Stephen Andrew Robert Colin Gareth
Susan Margaret Emily Sarah Charlotte Karen Elizabeth Jessica Rebecca Catherine Megan Fiona
Smi Har Wil Thom Rob Jack Wat Hol Brad Ash Black Whit Stan Wes Nor Pen Mar O'Don O'Rei
polish 15 ski ewski ński czyk owski ak ek iak - icz ka uk
Łukasz Paweł Krzysztof Piotr Grzegorz Wojciech Michał Tomasz Zbigniew Jędrzej Rafał
Małgorzata Agnieszka Katarzyna Elżbieta Joanna Świętosława Grażyna Zofia Weronika Ewa
Kowal Wiśni Szyma Wójci Zieli Lewan Dąbr Kozł Jankow Majew Krawc Piotrow Grab Nowak
romanian 15 escu eanu ache oiu aru a ariu iceanu ulescu ăuță
Ștefan Gheorghe Ionuț Cătălin Răzvan Andrei Mihai Florin Vasile Bogdan Costel Nicușor
Mădălina Ioana Elena Andreea Mihaela Ștefania Cristina Gabriela Lăcrămioara Roxana Anca
Pop Ion Dumitr Stan Gheorgh Munt Ciob Lup Răd Barb Mold Țăr Constantin Florea Nist
vietnamese 10 -
Anh Minh Hùng Dũng Tuấn Quân Đức Phong Thắng Hải Long Khoa Bảo Nam Việt
Linh Hương Lan Mai Thảo Ngọc Hạnh Phượng Trang Yến Thu Vân Nga Oanh Quỳnh
Nguyễn Nguyễn Nguyễn Trần Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý
albanian 7 ha i aj ja rati eri ani olli ra ushi
Arben Besnik Gëzim Ilir Agron Fatmir Dritan Xhevdet Shpëtim Bujar Klodian Ermal
Mirela Valbona Drita Shqipe Teuta Albana Ermira Xhensila Vjollca Lindita Blerta
Hox Shehu Prift Gjok Çel Dem Kast Xhaf Muç Bajr Marku Kol Ndre Shkod Zogu Qos
nigerian 7 yemi for wole chukwu bayo nkwo kunle dike bello tola nna sanya lade ma
Chukwuemeka Oluwaseun Babatunde Ifeanyi Adébáyọ̀ Musa Ikenna Tunde Efosa Yakubu Obinna
Ngozi Ọláyínká Blessing Chidinma Folake Aisha Adaeze Yetunde Osagie Patience Temitope
Ade Olu Oka Nwa Ola Ọba Eze Ibe Aki Ogu Chuk Uche Ayo Omo Baba Igwe
pakistani 6 -
Muhammad Ali Imran Usman Khalid Tariq Abdul-Rahman Zeeshan Nadeem Faisal Waqar Yusuf
Fatima Ayesha Zainab Nusrat Shazia Khadija Rukhsana Mariam Sumaira Bushra Nazia
Khan Khan Hussain Ahmed Malik Iqbal Qureshi Chaudhry Butt Shaikh Siddiqui Mirza Raja Aslam
"""
_LINES = [line.split() for line in _TABLE.strip().splitlines()]
CULTURES = {_LINES[at][0]: _LINES[at : at + 4] for at in range(0, len(_LINES), 4)}
SHARES = [int(lines[0][1]) for lines in CULTURES.values()]
HEARD = """Muhammad Mohammed Mohamed Muhammed Mohd; Yusuf Yousaf Youssef; Hussain Hussein Hossain;
Chaudhry Choudhury Chowdhury; ei ie; sz s sh; cz ch; ph f; w v; sh s; ch c; ou u oo; q ch k; y i"""
SHORT = """James Jim; William Bill; Robert Bob; Thomas Tom; Margaret Maggie; Elizabeth Liz; Rebecca
Becky; Katarzyna Kasia; Małgorzata Gosia; Oluwaseun Seun; Chukwuemeka Emeka; Gheorghe Gigi"""
SPELT, CALLED = ({one[0]: one[1:] for one in map(str.split, t.split(";"))} for t in (HEARD, SHORT))
STROKED = str.maketrans("łŁđĐ", "lLdD")
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "0123456789")
MISREAD = list(zip("0115826DVM7QE", "OILSBZG0YNTOF", strict=True))
AREAS = "B LE NG M LS BD CV L E SE N NW S PE LU SL RG CF NE DE OL BL".split()  # noqa: SIM905 (a list of words reads as one)
STYLES, A_SITE = ("0{} {}", "+44 {} {}", "0044{}{}", "+44 (0){}-{}", "(0{}) {}"), 12
MIDDLE = {"m": "Văn", "f": "Thị"}


@dataclass(frozen=True, slots=True)
class Record:
    """A record as text, as a report would hold it, and the number of the true person."""

    truth: int
    culture: str
    given: str
    surname: str
    born: str
    sex: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    plates: tuple[str, ...]
    postcodes: tuple[str, ...]
    documents: tuple[str, ...]


def records(seed: int, people: int) -> Iterator[Record]:
    """Yield the records of so many people, about 1.9 each, those of one person in a row."""
    draw, site = _Draw(seed), dict[str, str]()
    for number in range(people):
        if number % A_SITE == 0:
            site = {"boss": f"7700900{draw.randrange(1000):03}"}
            site |= {"plate": draw.plate(), "postcode": draw.postcode()}
        truth = draw.truth(number, site)
        for _ in range(draw.choices((1, 2, 3, 4), (40, 35, 18, 7))[0]):
            yield draw.record(number, truth)


class _Draw(random.Random):
    """Chance of one seed, and what it draws."""

    def may(self, share: float) -> bool:
        return self.random() < share

    def pick(self, words: Sequence[str]) -> str:
        """Pick a word, the early ones more often, as names are spread."""
        return self.choices(words, [1 / (place + 3) for place in range(len(words))])[0]

    def plate(self) -> str:
        age = self.choice((*range(27, 50), *range(77, 100)))
        letters = "".join(self.choices("ABCDEFGHJKLMNOPRSTUVWXY", k=5))
        return f"{letters[:2]}{age} {letters[2:]}"

    def postcode(self) -> str:
        inward = "".join((self.choice("0123456789"), *self.choices("ABDEFGHJLNPQRSTUWXYZ", k=2)))
        return f"{self.choice(AREAS)}{self.randint(1, 98)} {inward}"

    def truth(self, number: int, site: dict[str, str]) -> dict[str, str]:
        culture, sex = self.choices(list(CULTURES), SHARES)[0], self.choice("mmf")
        (_, _, *endings), men, women, beginnings = CULTURES[culture]
        names = men if sex == "m" else women
        given, surname = self.pick(names), self.pick(beginnings) + self.choice(endings).strip("-")
        if culture == "vietnamese":
            given = f"{self.choice((MIDDLE[sex], ''))} {given}".strip()
        elif self.may(0.25):
            given += f" {self.pick(names)}"
        if culture == "polish" and sex == "f" and surname.endswith("ski"):
            surname = surname[:-1] + "a"
        year = min(max(int(self.gauss(1989, 12)), 1935), 2012)
        local = "".join(one for one in given + surname if one.isascii() and one.isalpha())
        named = {"culture": culture, "given": given, "surname": surname, "sex": sex}
        return (
            site
            | named
            | {
                "born": f"{self.randint(1, 28):02}/{self.randint(1, 12):02}/{year}",
                "phone": f"1632{number * 387_217 % 1_000_000:06}",
                "email": f"{local.lower()}{number}@example.com",
                "plate": site["plate"] if self.may(0.5) else self.plate(),
                "document": f"ZZ{number * 7_368_787 % 100_000_000:08}",
            }
        )

    def record(self, number: int, truth: dict[str, str]) -> Record:
        is_vietnamese = truth["culture"] == "vietnamese"
        first = truth["given"].split()[0] if self.may(0.5) and not is_vietnamese else truth["given"]
        given, surname = self.written(first), self.written(truth["surname"])
        if self.may(0.30 if is_vietnamese else 0.04):
            given, surname = surname, given
        own = truth["phone"] if self.may(0.7) else f"1632{self.randrange(10**6):06}"
        phones = [one for one, share in ((own, 0.5), (truth["boss"], 0.15)) if self.may(share)]
        return Record(
            truth=number,
            culture=truth["culture"],
            given=self.choices((given, given[:1], ""), (91, 3, 6))[0],
            surname="" if self.may(0.04) else surname,
            born=self.born(truth["born"], truth["culture"]),
            sex=self.choices((truth["sex"], "m", ""), (89, 1, 10))[0],
            phones=tuple(self.choice(STYLES).format(one[:4], one[4:]) for one in phones),
            emails=(self.slip(truth["email"], 0.05),) if self.may(0.25) else (),
            plates=(self.misread(truth["plate"]),) if self.may(0.3) else (),
            postcodes=(self.misread(self.choices((truth["postcode"], self.postcode()), (7, 3))[0]),)
            if self.may(0.55)
            else (),
            documents=(self.slip(truth["document"], 0.08),) if self.may(0.15) else (),
        )

    def written(self, name: str) -> str:
        """Return a name as a clerk writes it: by ear, without marks, with slips, in capitals."""
        if name in CALLED and self.may(0.2):
            name = CALLED[name][0]
        heard = [one for one in SPELT if one in name]
        if heard and self.may(0.15):
            sound = self.choice(heard)
            name = name.replace(sound, self.choice(SPELT[sound]), 1)
        if self.may(0.75):
            letters = unicodedata.normalize("NFD", name.translate(STROKED))
            name = "".join(one for one in letters if not unicodedata.combining(one))
        name = self.slip(name, 0.08)
        return name.upper() if self.may(0.2) else name

    def slip(self, text: str, share: float) -> str:
        """Return text with, so often, one letter lost, doubled, swapped or taken from beside."""
        if not self.may(share) or len(text) < len("abc"):
            return text
        place = self.randrange(1, len(text) - 1)
        before, letter, after = text[:place], text[place], text[place + 1 :]
        row = next((one for one in KEYBOARD if letter.lower() in one), KEYBOARD[-1])
        beside = row[(row.find(letter.lower()) + self.choice((-1, 1))) % len(row)]
        swapped = after[0] + letter + after[1:]
        return before + self.choice((after, letter * 2 + after, swapped, beside + after))

    def misread(self, text: str) -> str:
        pairs = [(x, y) for one in MISREAD for x, y in (one, one[::-1]) if x in text]
        return text.replace(*self.choice(pairs), 1) if pairs and self.may(0.15) else text

    def born(self, born: str, culture: str) -> str:
        """Return the date as a form holds it; cultures without early registers know it less."""
        day, month, year = born.split("/")
        unsure = 12 if culture in ("vietnamese", "albanian", "nigerian", "pakistani") else 3
        wrong = f"{day}/{month}/{int(year) + self.choice((-1, 1))}"
        told = (born, f"{year}-{month}-{day}", f"{month}/{day}/{year}", f"01/01/{year}", wrong)
        less = (f"{self.randint(1, 28):02}/{month}/{year}", f"{month}/{year}", year, "")
        return self.choices(told + less, (66 - unsure, 5, 4, unsure, 2, 3, 2, 8, 10))[0]
