/* The network of system.py by hand: a heap of (key, row), rings as linked lists, the draws of sim/draws.py.
   Same draws in the same order of events as loop.py, so the answers are equal to the tick. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#define ROWS 4096
#define PLACES 26

typedef struct { int64_t key; int32_t row; } Entry;
typedef struct { int64_t came; int32_t person, next; int16_t place, leg; } Row;

static const uint64_t MASK = 0x7FFFFFFFFFFFFFFFULL, STEP = 0x1E3779B97F4A7C15ULL;

static inline double uniform(uint64_t key, uint64_t number) {
    uint64_t x = (key + (number + 1) * STEP) & MASK;
    x = ((x ^ (x >> 30)) * 0x3F58476D1CE4E5B9ULL) & MASK;
    x = ((x ^ (x >> 27)) * 0x14D049BB133111EBULL) & MASK;
    return ((double)(int64_t)((x ^ (x >> 31)) >> 11) + 0.5) * 0x1p-52;
}

static inline int64_t pack(int64_t ticks, int64_t person, int64_t slot) { return ticks << 30 | person << 5 | slot; }

static Entry heap[ROWS];
static int size;

static inline void push(int64_t key, int32_t row) {
    int place = size++;
    while (place > 0) {
        int parent = (place - 1) / 2;
        if (heap[parent].key <= key) break;
        heap[place] = heap[parent];
        place = parent;
    }
    heap[place].key = key;
    heap[place].row = row;
}

static inline int32_t pop(void) {
    int32_t first = heap[0].row;
    Entry moved = heap[--size];
    int place = 0;
    for (;;) {
        int child = 2 * place + 1;
        if (child >= size) break;
        if (child + 1 < size && heap[child + 1].key < heap[child].key) child++;
        if (moved.key <= heap[child].key) break;
        heap[place] = heap[child];
        place = child;
    }
    heap[place] = moved;
    return first;
}

static Row rows[ROWS];
static int32_t first_free, first[PLACES], last[PLACES], idle[PLACES];

int64_t run(int64_t seed, int64_t end, int64_t entries, double gap, double sigma, const int64_t *tier,
            const int64_t *up, const int64_t *doctors, const double *service, const double *referred,
            int64_t *waited, int64_t *visits) {
    int64_t patients = 0, arrival = (int64_t)floor(-log(uniform(seed, 0)) * gap);
    size = 0;
    for (int k = 0; k < ROWS; k++) rows[k].next = k + 1;
    first_free = 0;
    for (int p = 0; p < PLACES; p++) { first[p] = last[p] = -1; idle[p] = (int32_t)doctors[p]; }
    for (;;) {
        int64_t moment = size > 0 ? heap[0].key : end, coming = pack(arrival, patients, 0), now;
        int32_t k, begin[2];
        int count = 0, arrives = 1;
        if (coming < moment) {
            if (coming >= end) return patients;
            now = coming;
            k = first_free;
            first_free = rows[k].next;
            rows[k].person = (int32_t)patients;
            rows[k].leg = 0;
            rows[k].place = (int16_t)floor(uniform(seed, 16 * patients + 1) * entries);
            patients++;
            arrival += (int64_t)floor(-log(uniform(seed, 16 * patients)) * gap);
        } else {
            if (moment >= end) return patients;
            now = moment;
            k = pop();
            int p = rows[k].place;
            if (first[p] >= 0) {
                begin[count++] = first[p];
                first[p] = rows[first[p]].next;
            } else {
                idle[p]++;
            }
            arrives = uniform(seed, 16 * (int64_t)rows[k].person + 4 + 3 * rows[k].leg) < referred[tier[p]];
            if (arrives) {
                rows[k].place = (int16_t)up[p];
                rows[k].leg++;
            } else {
                rows[k].next = first_free;
                first_free = k;
            }
        }
        if (arrives) {
            int p = rows[k].place;
            rows[k].came = now >> 30;
            if (idle[p] > 0) {
                idle[p]--;
                begin[count++] = k;
            } else {
                rows[k].next = -1;
                if (first[p] < 0) first[p] = k;
                else rows[last[p]].next = k;
                last[p] = k;
            }
        }
        for (int n = 0; n < count; n++) {
            Row *r = &rows[begin[n]];
            int64_t ticks = now >> 30, draw = 16 * (int64_t)r->person + 2 + 3 * r->leg;
            waited[r->place] += ticks - r->came;
            visits[r->place]++;
            double u1 = uniform(seed, draw), u2 = uniform(seed, draw + 1);
            double normal = sqrt(-2.0 * log(u1)) * cos(6.283185307179586 * u2);
            double minutes = service[tier[r->place]] * exp(sigma * normal - 0.5 * sigma * sigma);
            int64_t length = (int64_t)floor(minutes * 240.0 + 0.5);
            push(pack(ticks + (length > 1 ? length : 1), r->person, 1), begin[n]);
        }
    }
}
