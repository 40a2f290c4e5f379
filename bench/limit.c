/* What this machine can do at the same work, in plain C: the limit that `npm run bench` prints ours beside.
 * usage: limit UNITS RUNS DRAWS  ->  three lines "name median_ms": min-max + weighted sum + rank, entropy + TOPSIS + rank,
 * and DRAWS draws of the weights with full ranks each. 50 indicators, every fifth a cost, data from a small generator. */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WIDTH = 50, LANES = 8, DIGIT = 11, SLOTS = 1 << DIGIT, PASSES = 6 };

static int units;
static double *data, *scaled, *scores, *lane_scores;
static uint64_t *keys, *keys2;
static uint32_t *rows, *rows2;
static int32_t *rank_of;
static volatile long sink;

static double next_uniform(void) {
  static uint64_t state = 88172645463325252ULL;
  state ^= state << 13; state ^= state >> 7; state ^= state << 17;
  return (double)(state >> 11) / 9007199254740992.0;
}

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec * 1e-6;
}

static void scale_columns(void) {
  double low[WIDTH], high[WIDTH], slope[WIDTH], start[WIDTH];
  for (int j = 0; j < WIDTH; j++) { low[j] = INFINITY; high[j] = -INFINITY; }
  for (int i = 0; i < units; i++) for (int j = 0; j < WIDTH; j++) {
    double x = data[i * WIDTH + j];
    low[j] = x < low[j] ? x : low[j];
    high[j] = x > high[j] ? x : high[j];
  }
  for (int j = 0; j < WIDTH; j++) {
    double sign = j % 5 == 4 ? -1 : 1;
    slope[j] = sign / (high[j] - low[j]);
    start[j] = -slope[j] * (sign > 0 ? low[j] : high[j]);
  }
  for (int i = 0; i < units; i++) for (int j = 0; j < WIDTH; j++) scaled[i * WIDTH + j] = data[i * WIDTH + j] * slope[j] + start[j];
}

/* Competition ranks, 1 for the largest of scores >= 0: radix sort of the bits, turned. */
static void rank_scores(const double *of) {
  static uint32_t counts[PASSES][SLOTS];
  memset(counts, 0, sizeof counts);
  for (int i = 0; i < units; i++) {
    uint64_t bits;
    memcpy(&bits, &of[i], sizeof bits);
    keys[i] = ~bits;
    rows[i] = (uint32_t)i;
    for (int p = 0; p < PASSES; p++) counts[p][keys[i] >> (DIGIT * p) & (SLOTS - 1)]++;
  }
  for (int p = 0; p < PASSES; p++) {
    uint32_t from = 0, one_slot = 0;
    for (int s = 0; s < SLOTS; s++) { uint32_t own = counts[p][s]; one_slot |= own == (uint32_t)units; counts[p][s] = from; from += own; }
    if (one_slot) continue;
    for (int i = 0; i < units; i++) { uint32_t to = counts[p][keys[i] >> (DIGIT * p) & (SLOTS - 1)]++; keys2[to] = keys[i]; rows2[to] = rows[i]; }
    uint64_t *k = keys; keys = keys2; keys2 = k;
    uint32_t *r = rows; rows = rows2; rows2 = r;
  }
  int32_t rank = 1;
  for (int i = 0; i < units; i++) { if (i && keys[i] != keys[i - 1]) rank = i + 1; rank_of[rows[i]] = rank; }
}

static void weighted_sum(void) {
  scale_columns();
  for (int i = 0; i < units; i++) { double s = 0; for (int j = 0; j < WIDTH; j++) s += scaled[i * WIDTH + j]; scores[i] = s / WIDTH; }
  rank_scores(scores);
}

static void entropy_topsis(void) {
  double total[WIDTH] = {0}, square[WIDTH] = {0}, entropy[WIDTH] = {0}, weight[WIDTH], low[WIDTH], high[WIDTH], sum = 0;
  for (int i = 0; i < units; i++) for (int j = 0; j < WIDTH; j++) { double x = data[i * WIDTH + j]; total[j] += x; square[j] += x * x; }
  for (int i = 0; i < units; i++) for (int j = 0; j < WIDTH; j++) { double p = data[i * WIDTH + j] / total[j]; entropy[j] -= p * log(p); }
  for (int j = 0; j < WIDTH; j++) { weight[j] = 1 - entropy[j] / log(units); sum += weight[j]; low[j] = INFINITY; high[j] = -INFINITY; }
  for (int j = 0; j < WIDTH; j++) weight[j] /= sum * sqrt(square[j]);
  for (int i = 0; i < units; i++) for (int j = 0; j < WIDTH; j++) { double v = data[i * WIDTH + j] * weight[j]; low[j] = v < low[j] ? v : low[j]; high[j] = v > high[j] ? v : high[j]; }
  for (int i = 0; i < units; i++) {
    double good = 0, bad = 0;
    for (int j = 0; j < WIDTH; j++) {
      double v = data[i * WIDTH + j] * weight[j], up = v - high[j], down = v - low[j];
      good += j % 5 == 4 ? down * down : up * up;
      bad += j % 5 == 4 ? up * up : down * down;
    }
    scores[i] = sqrt(bad) / (sqrt(good) + sqrt(bad));
  }
  rank_scores(scores);
}

static void draw_ranks(int draws) {
  scale_columns();
  for (int d = 0; d < draws; d += LANES) {
    double weight[WIDTH][LANES];
    for (int j = 0; j < WIDTH; j++) for (int q = 0; q < LANES; q++) weight[j][q] = (0.75 + 0.5 * next_uniform()) / WIDTH;
    for (int i = 0; i < units; i++) {
      double s[LANES] = {0};
      for (int j = 0; j < WIDTH; j++) for (int q = 0; q < LANES; q++) s[q] += scaled[i * WIDTH + j] * weight[j][q];
      for (int q = 0; q < LANES; q++) lane_scores[(size_t)q * units + i] = s[q];
    }
    for (int q = 0; q < LANES; q++) { rank_scores(lane_scores + (size_t)q * units); sink += rank_of[0]; }
  }
}

static int by_size(const void *a, const void *b) { double x = *(const double *)a, y = *(const double *)b; return (x > y) - (x < y); }

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  units = atoi(argv[1]);
  int runs = atoi(argv[2]), draws = atoi(argv[3]);
  size_t cells = (size_t)units * WIDTH;
  data = malloc(cells * 8); scaled = malloc(cells * 8); scores = malloc(units * 8); lane_scores = malloc((size_t)units * LANES * 8);
  keys = malloc(units * 8); keys2 = malloc(units * 8); rows = malloc(units * 4); rows2 = malloc(units * 4); rank_of = malloc(units * 4);
  for (size_t c = 0; c < cells; c++) data[c] = 10 + 90 * next_uniform();
  double times[64];
  const char *names[] = {"weighted-sum", "entropy-topsis", "draws"};
  for (int work = 0; work < 3; work++) {
    int times_run = work == 2 && runs > 5 ? 5 : runs;
    for (int r = 0; r < times_run; r++) {
      double begun = milliseconds();
      if (work == 0) weighted_sum(); else if (work == 1) entropy_topsis(); else draw_ranks(draws);
      times[r] = milliseconds() - begun;
      sink += rank_of[0];
    }
    qsort(times, times_run, sizeof *times, by_size);
    printf("%s %.4f\n", names[work], times[times_run / 2]);
  }
  return 0;
}
