/*
 * outputs = inputs @ weights^T + bias, for fp32 inputs and weights kept as 8-bit or 16-bit integers. x86-64 with AVX2.
 *
 * The sums are exact integer arithmetic: each GROUP inputs of a row become 16-bit integers with a scale of their own,
 * vpmaddwd multiplies pairs of 16-bit integers into 32 bits, and after every GROUP inputs the sum is scaled and added
 * to the fp32 output. 8-bit weights are widened on the way. So activations keep 15 or 16 bits, where the usual 8-bit
 * products (vpmaddubsw) leave them 7; one that is much larger than all others spoils its group and not the row; and a
 * row's result does not depend on the rows beside it.
 *
 * Nothing overflows: see LARGEST_SUM in worker/engines/integer.py.
 *
 * The blocking is that of Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): a panel of
 * COLUMNS outputs by DEPTH inputs stays in the first cache, a block of ROWS rows in the second, a tile in registers.
 */
#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#define GROUP 64   /* inputs that share one scale of a weight, and one of an activation */
#define COLUMNS 16 /* outputs of a panel: two vectors of 32-bit sums */
#define TILE 6     /* rows of a tile: 6 x 2 sums, and what is multiplied, fill the 16 registers */
#define DEPTH 1024 /* inputs of a panel in the first cache */
#define ROWS 192   /* rows of a block in the second cache; a multiple of TILE */
#define AHEAD 2048 /* bytes of weights that are fetched ahead where they are used for few rows */
#define FEW 24     /* up to so many rows, widening 8-bit weights once for all tiles costs more than it saves */

#define AVX2 __attribute__((target("avx2,fma")))
#define INLINE static inline __attribute__((always_inline)) AVX2

/* The threads are those of torch's own OpenMP: a second pool would fight it for the cores. */
typedef void (*parallel_function)(void (*)(void *), void *, unsigned, unsigned);
typedef int (*thread_function)(void);
static parallel_function parallel;
static thread_function thread_number;

typedef struct {
    const float *inputs; /* (rows, depth) */
    long rows, depth;
    const void *weights; /* (panels, padded / 2, COLUMNS, 2): pairs of inputs side by side */
    int bits;
    const float *scales; /* (panels, padded / GROUP, COLUMNS) */
    const float *bias;   /* (columns) or NULL */
    float *outputs;      /* (rows, columns) */
    long columns;
    int16_t *integers;   /* (tiles, padded / 2, rows of the tile, 2) */
    float *group_scales; /* (rows, padded / GROUP), of the activations */
    int largest;         /* of an activation */
    long padded;         /* depth, up to the next multiple of GROUP */
    int tile;            /* rows of a tile */
    unsigned threads;
} product;

static long smaller(long a, long b) { return a < b ? a : b; }

static unsigned this_thread(const product *p) { return p->threads > 1 ? (unsigned)thread_number() : 0; }

/* Magnitude of the largest of `count` numbers; NaN if one of them is not finite. */
AVX2 static float magnitude(const float *x, long count) {
    const __m256 zero = _mm256_setzero_ps(), sign = _mm256_set1_ps(-0.0f);
    __m256 largest = zero, check = zero;
    long i = 0;
    for (; i + 8 <= count; i += 8) {
        __m256 some = _mm256_loadu_ps(x + i);
        largest = _mm256_max_ps(largest, _mm256_andnot_ps(sign, some));
        check = _mm256_fmadd_ps(some, zero, check); /* infinity x 0 is NaN, and a maximum may lose it */
    }
    __m128 four = _mm_max_ps(_mm256_castps256_ps128(largest), _mm256_extractf128_ps(largest, 1));
    __m128 some = _mm_add_ps(_mm256_castps256_ps128(check), _mm256_extractf128_ps(check, 1));
    four = _mm_max_ps(four, _mm_movehl_ps(four, four));
    some = _mm_add_ps(some, _mm_movehl_ps(some, some));
    float found = _mm_cvtss_f32(_mm_max_ss(four, _mm_movehdup_ps(four)));
    float not_finite = _mm_cvtss_f32(_mm_add_ss(some, _mm_movehdup_ps(some)));
    for (; i < count; i++) {
        float size = x[i] < 0 ? -x[i] : x[i];
        found = size > found ? size : found;
        not_finite += x[i] * 0.0f;
    }
    return found + not_finite;
}

/* One group of a row to integers; pair n of the group goes to out[n * step]. */
AVX2 static void round_group(const float *x, long depth, float factor, int32_t *out, long step) {
    __m256 factors = _mm256_set1_ps(factor);
    long i = 0;
    for (; i + 16 <= depth; i += 16) {
        __m256i low = _mm256_cvtps_epi32(_mm256_mul_ps(_mm256_loadu_ps(x + i), factors));
        __m256i high = _mm256_cvtps_epi32(_mm256_mul_ps(_mm256_loadu_ps(x + i + 8), factors));
        int32_t pairs[8];
        _mm256_storeu_si256((__m256i *)pairs, _mm256_permute4x64_epi64(_mm256_packs_epi32(low, high), 0xd8));
        for (int pair = 0; pair < 8; pair++) out[(i / 2 + pair) * step] = pairs[pair];
    }
    for (; i < GROUP; i += 2) {
        int16_t pair[2] = {0, 0};
        for (int n = 0; n < 2 && i + n < depth; n++) pair[n] = (int16_t)_mm_cvtss_si32(_mm_set_ss(x[i + n] * factor));
        memcpy(out + i / 2 * step, pair, sizeof pair);
    }
}

/* A group whose numbers are not finite gets a scale that is not: its row's outputs are NaN, as with floats. */
static void round_tiles(void *argument) {
    product *p = argument;
    long tiles = (p->rows + p->tile - 1) / p->tile;
    unsigned self = this_thread(p);
    for (long t = tiles * self / p->threads; t < tiles * (self + 1) / p->threads; t++) {
        long first = t * p->tile, rows = smaller(p->tile, p->rows - first);
        for (long row = 0; row < rows; row++) {
            const float *x = p->inputs + (first + row) * p->depth;
            float *scales = p->group_scales + (first + row) * (p->padded / GROUP);
            int32_t *out = (int32_t *)(p->integers + first * p->padded) + row;
            for (long at = 0; at < p->depth; at += GROUP) {
                long count = smaller(GROUP, p->depth - at);
                float size = magnitude(x + at, count), factor = size > 0 ? p->largest / size : 0;
                scales[at / GROUP] = size / p->largest;
                round_group(x + at, count, factor, out + at / 2 * rows, rows);
            }
        }
    }
}

/* Adds the products of `rows` rows with one panel to `sums`. Called with constants, so that all loops unroll. */
INLINE void tile_of(int rows, int wide, const int16_t *a, const char *b, int groups, const float *scales,
                    const float *row_scales, long all_groups, float *sums, long step) {
    for (int row = 0; row < rows; row++) _mm_prefetch((const char *)(sums + row * step), _MM_HINT_T0);
    for (int group = 0; group < groups; group++, scales += COLUMNS) {
        __m256i sum[TILE][2];
        for (int row = 0; row < rows; row++) sum[row][0] = sum[row][1] = _mm256_setzero_si256();
        for (int pair = 0; pair < GROUP / 2; pair++, a += 2 * rows, b += wide ? 64 : 32) {
            if (!wide || rows < TILE) _mm_prefetch(b + AHEAD, _MM_HINT_T0);
            const __m256i left = wide ? _mm256_loadu_si256((const __m256i *)b)
                                      : _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)b));
            const __m256i right = wide ? _mm256_loadu_si256((const __m256i *)b + 1)
                                       : _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)b + 1));
            for (int row = 0; row < rows; row++) {
                int32_t two;
                memcpy(&two, a + 2 * row, sizeof two);
                const __m256i x = _mm256_set1_epi32(two);
                sum[row][0] = _mm256_add_epi32(sum[row][0], _mm256_madd_epi16(x, left));
                sum[row][1] = _mm256_add_epi32(sum[row][1], _mm256_madd_epi16(x, right));
            }
        }
        for (int row = 0; row < rows; row++) {
            const __m256 of_row = _mm256_set1_ps(row_scales[row * all_groups + group]);
            for (int half = 0; half < 2; half++) {
                float *out = sums + row * step + 8 * half;
                const __m256 scale = _mm256_mul_ps(of_row, _mm256_loadu_ps(scales + 8 * half));
                _mm256_storeu_ps(out, _mm256_fmadd_ps(_mm256_cvtepi32_ps(sum[row][half]), scale, _mm256_loadu_ps(out)));
            }
        }
    }
}

#define CASE(ROWS_)                                                    \
    case ROWS_:                                                        \
        if (wide)                                                      \
            tile_of(ROWS_, 1, a, b, groups, scales, row_scales, all_groups, sums, step); \
        else                                                           \
            tile_of(ROWS_, 0, a, b, groups, scales, row_scales, all_groups, sums, step); \
        break;

AVX2 static void tile(int rows, int wide, const int16_t *a, const char *b, int groups, const float *scales,
                      const float *row_scales, long all_groups, float *sums, long step) {
    switch (rows) { CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) }
}

/* The products of one block of rows with one panel, for `groups` groups of inputs from `group` on. */
AVX2 static void block_by_panel(const product *p, long first, long rows, long panel, long group, int groups) {
    long all_groups = p->padded / GROUP, columns = smaller(COLUMNS, p->columns - panel * COLUMNS);
    int wide = p->bits == 16;
    const char *b = (const char *)p->weights + (panel * p->padded + group * GROUP) * COLUMNS * (wide ? 2 : 1);
    const float *scales = p->scales + (panel * all_groups + group) * COLUMNS;
    float *outputs = p->outputs + first * p->columns + panel * COLUMNS;
    int16_t widened[DEPTH * COLUMNS];
    float narrow[ROWS * COLUMNS]; /* sums of a last panel that is not full */
    float *sums = columns < COLUMNS ? narrow : outputs;
    long step = columns < COLUMNS ? COLUMNS : p->columns;

    if (!wide && p->rows > FEW) {
        for (long i = 0; i < (long)groups * GROUP * COLUMNS; i += 16)
            _mm256_storeu_si256((__m256i *)(widened + i), _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(b + i))));
        b = (const char *)widened;
        wide = 1;
    }
    if (group == 0 || columns < COLUMNS)
        for (long row = 0; row < rows; row++) memset(sums + row * step, 0, COLUMNS * sizeof(float));
    for (long row = 0; row < rows; row += p->tile) {
        int count = (int)smaller(p->tile, rows - row);
        tile(count, wide, p->integers + (first + row) * p->padded + group * GROUP * count, b, groups, scales,
             p->group_scales + (first + row) * all_groups + group, all_groups, sums + row * step, step);
    }
    if (columns < COLUMNS)
        for (long row = 0; row < rows; row++)
            for (long column = 0; column < columns; column++) {
                float *out = outputs + row * p->columns + column;
                *out = narrow[row * COLUMNS + column] + (group ? *out : 0);
            }
    if (p->bias && group + groups == all_groups)
        for (long row = 0; row < rows; row++)
            for (long column = 0; column < columns; column++)
                outputs[row * p->columns + column] += p->bias[panel * COLUMNS + column];
}

/* Each thread has panels of its own, so that no two write the same output. */
static void multiply_panels(void *argument) {
    const product *p = argument;
    long panels = (p->columns + COLUMNS - 1) / COLUMNS, groups = p->padded / GROUP;
    long block = ROWS / p->tile * p->tile, deep = p->rows > FEW ? DEPTH / GROUP : groups; /* few: weights in one stream */
    unsigned self = this_thread(p);
    for (long first = 0; first < p->rows; first += block)
        for (long group = 0; group < groups; group += deep)
            for (long panel = panels * self / p->threads; panel < panels * (self + 1) / p->threads; panel++)
                block_by_panel(p, first, smaller(block, p->rows - first), panel, group,
                               (int)smaller(deep, groups - group));
}

/* Takes GOMP_parallel and omp_get_thread_num of the OpenMP library whose threads are to be used; NULL for none. */
void nightclerk_use_threads_of(void *gomp_parallel, void *omp_get_thread_num) {
    parallel = (parallel_function)gomp_parallel;
    thread_number = (thread_function)omp_get_thread_num;
}

void nightclerk_linear(const float *inputs, long rows, long depth, const void *weights, int bits, const float *scales,
                       const float *bias, float *outputs, long columns, int16_t *integers, float *group_scales,
                       int largest, unsigned threads) {
    if (rows == 0) return;
    long tiles = (rows + TILE - 2) / (TILE - 1);
    product p = {inputs, rows, depth, weights, bits, scales, bias, outputs, columns, integers, group_scales, largest,
                 (depth + GROUP - 1) / GROUP * GROUP,
                 /* few rows are shared out evenly, at most 5 at a time: 8 as two tiles of 4 */
                 rows > FEW ? TILE : (int)((rows + tiles - 1) / tiles), parallel ? threads : 1};
    product alone = p;
    alone.threads = 1;
    if (p.threads > 1 && rows > FEW)
        parallel(round_tiles, &p, p.threads, 0);
    else
        round_tiles(&alone);
    if (p.threads > 1)
        parallel(multiply_panels, &p, p.threads, 0);
    else
        multiply_panels(&alone);
}
