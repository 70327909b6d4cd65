"""The network in cimba, its fastest way: a process a doctor; a patient in a queue is the moment he came."""

import cimba
import cimba.random as luck

from .system import COUNTY, DAYS, DOCTORS, PER_MINUTE, PLACES, PRIMARY, REFERRED, SIGMA, TIERS, UP, Seen, log_mean


class Place(cimba.Model):
    queue: cimba.Store[float]
    up: cimba.Ref["Place"]
    log_mean: cimba.Param[float]
    sigma: cimba.Param[float]
    referred: cimba.Param[float]
    seen: int = 0
    waited: float = 0.0


class Doctor(cimba.Model):
    place: cimba.Ref[Place]

    @cimba.process
    def work(self):
        while True:
            came = self.place.queue.get()
            self.place.seen += 1
            self.place.waited += cimba.now() - came
            cimba.hold(luck.lognormal(self.place.log_mean, self.place.sigma))
            if luck.bernoulli(self.place.referred):
                self.place.up.queue.put(cimba.now())


class Network(cimba.Model):
    places: list[Place]
    doctors: list[Doctor]
    entries: cimba.Param[int]
    gap: cimba.Param[float]
    visits_0: cimba.Output[float]
    visits_1: cimba.Output[float]
    visits_2: cimba.Output[float]
    minutes_0: cimba.Output[float]
    minutes_1: cimba.Output[float]
    minutes_2: cimba.Output[float]

    @cimba.process
    def arrivals(self):
        while True:
            cimba.hold(luck.exponential(self.gap))
            self.places[int(luck.uniform(0.0, 1.0) * self.entries)].queue.put(cimba.now())

    @cimba.on_end
    def report(self):
        self.visits_0 = self.minutes_0 = 0.0
        self.visits_1 = self.minutes_1 = 0.0
        self.visits_2 = self.minutes_2 = 0.0
        for k in range(len(self.places)):
            if k < PRIMARY:
                self.visits_0 += self.places[k].seen
                self.minutes_0 += self.places[k].waited
            elif k < PRIMARY + COUNTY:
                self.visits_1 += self.places[k].seen
                self.minutes_1 += self.places[k].waited
            else:
                self.visits_2 += self.places[k].seen
                self.minutes_2 += self.places[k].waited


def build() -> Network:
    """The network as cimba's objects."""
    places = [Place() for _ in range(PLACES)]
    doctors = []
    for place, tier, up, count in zip(places, TIERS, UP, DOCTORS, strict=True):
        place.log_mean, place.sigma, place.referred = log_mean(tier), SIGMA, REFERRED[tier]
        place.up = places[up]
        for _ in range(count):
            doctor = Doctor()
            doctor.place = place
            doctors.append(doctor)
    network = Network()
    network.places, network.doctors = places, doctors
    network.entries, network.gap = PRIMARY, 1.0 / PER_MINUTE
    return network


def simulate(seed: int, days: int = DAYS) -> Seen:
    """One run, in one thread."""
    network = build()
    window = cimba.Window(duration=days * 1440.0)
    found = cimba.Experiment(network, replications=1, window=window, seed=seed).run(workers=1)
    values = found[network]
    visits = [values.visits_0, values.visits_1, values.visits_2]
    minutes = [values.minutes_0, values.minutes_1, values.minutes_2]
    return Seen([float(v.values[0, 0]) for v in visits], [float(m.values[0, 0]) for m in minutes])
