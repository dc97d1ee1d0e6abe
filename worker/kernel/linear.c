/*
 * Shares a product out to threads and caches.
 *
 * The blocking is that of Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): a panel of
 * COLUMNS outputs by DEPTH inputs stays in the first cache, a block of ROWS rows in the second, a tile in registers.
 */
#include "product.h"

#define DEPTH 1024 /* inputs of a panel in the first cache */
#define ROWS 192   /* rows of a block in the second cache; a multiple of TILE */
#define FEW 24     /* up to so many rows, widening 8-bit weights once for all tiles costs more than it saves */

/* The threads are those of torch's own OpenMP: a second pool would fight it for the cores. */
typedef void (*parallel_function)(void (*)(void *), void *, unsigned, unsigned);
typedef int (*thread_function)(void);
static parallel_function parallel;
static thread_function thread_number;

typedef struct {
    const arithmetic *in;
    const float *inputs; /* (rows, depth) */
    long rows, depth;
    const void *weights; /* (panels, inputs in 32 bits, COLUMNS, 2 or 4): the pairs or quads of inputs of a column */
    int weight_bytes;
    const float *scales;    /* (panels, padded / GROUP, COLUMNS) */
    const int32_t *offsets; /* with which the sums of a group begin, likewise; NULL for 16-bit activations */
    const float *bias;      /* (columns) or NULL */
    float *outputs;         /* (rows, columns) */
    long columns;
    char *integers;      /* (tiles, inputs in 32 bits, rows of the tile, 2 or 4) */
    float *group_scales; /* (rows, padded / GROUP), of the activations */
    int largest;         /* of an activation */
    long padded;         /* depth, up to the next multiple of GROUP */
    int tile;            /* rows of a tile */
    unsigned threads;
} product;

static long smaller(long a, long b) { return a < b ? a : b; }

static unsigned this_thread(const product *p) { return p->threads > 1 ? (unsigned)thread_number() : 0; }

static void round_tiles(void *argument) {
    product *p = argument;
    long tiles = (p->rows + p->tile - 1) / p->tile;
    unsigned self = this_thread(p);
    for (long t = tiles * self / p->threads; t < tiles * (self + 1) / p->threads; t++) {
        long first = t * p->tile, rows = smaller(p->tile, p->rows - first);
        for (long row = 0; row < rows; row++) {
            const float *x = p->inputs + (first + row) * p->depth;
            float *scales = p->group_scales + (first + row) * (p->padded / GROUP);
            int32_t *out = (int32_t *)(p->integers + first * p->padded * p->in->activation_bytes) + row;
            for (long at = 0; at < p->depth; at += GROUP, scales++)
                p->in->round_group(x + at, smaller(GROUP, p->depth - at), p->largest, scales,
                                   out + at * p->in->activation_bytes / 4 * rows, rows);
        }
    }
}

/* The products of one block of rows with one panel, for `groups` groups of inputs from `group` on. */
AVX2 static void block_by_panel(const product *p, long first, long rows, long panel, long group, int groups) {
    long all_groups = p->padded / GROUP, columns = smaller(COLUMNS, p->columns - panel * COLUMNS);
    const char *weights = (const char *)p->weights + (panel * p->padded + group * GROUP) * COLUMNS * p->weight_bytes;
    long scales = (panel * all_groups + group) * COLUMNS;
    float *outputs = p->outputs + first * p->columns + panel * COLUMNS;
    int16_t widened[DEPTH * COLUMNS];
    float narrow[ROWS * COLUMNS]; /* sums of a last panel that is not full */
    float *sums = columns < COLUMNS ? narrow : outputs;
    long step = columns < COLUMNS ? COLUMNS : p->columns;
    int wide = p->weight_bytes == 2;

    if (p->in == &words && !wide && p->rows > FEW) {
        for (long i = 0; i < (long)groups * GROUP * COLUMNS; i += 16) {
            const __m128i narrow_weights = _mm_loadu_si128((const __m128i *)(weights + i));
            _mm256_storeu_si256((__m256i *)(widened + i), _mm256_cvtepi8_epi16(narrow_weights));
        }
        weights = (const char *)widened;
        wide = 1;
    }
    if (group == 0 || columns < COLUMNS)
        for (long row = 0; row < rows; row++) memset(sums + row * step, 0, COLUMNS * sizeof(float));
    for (long row = 0; row < rows; row += p->tile) {
        int count = (int)smaller(p->tile, rows - row);
        const tile_product tile = {
            .rows = count,
            .groups = groups,
            .inputs = p->integers + ((first + row) * p->padded + group * GROUP * count) * p->in->activation_bytes,
            .row_scales = p->group_scales + (first + row) * all_groups + group,
            .row_step = all_groups,
            .weights = weights,
            .wide = wide,
            .scales = p->scales + scales,
            .offsets = p->offsets ? p->offsets + scales : NULL,
            .outputs = sums + row * step,
            .step = step,
        };
        p->in->multiply_tile(&tile);
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

/* With `offsets` activations are bytes, with NULL they have 16 bits. */
void nightclerk_linear(const float *inputs, long rows, long depth, const void *weights, int weight_bits,
                       const float *scales, const int32_t *offsets, const float *bias, float *outputs, long columns,
                       void *integers, float *group_scales, int largest, unsigned threads) {
    if (rows == 0) return;
    long tiles = (rows + TILE - 2) / (TILE - 1);
    product p = {offsets ? &bytes : &words, inputs, rows, depth, weights, weight_bits / 8, scales, offsets, bias,
                 outputs, columns, integers, group_scales, largest, (depth + GROUP - 1) / GROUP * GROUP,
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
