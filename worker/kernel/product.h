/*
 * outputs = inputs @ weights^T + bias, for fp32 inputs and weights kept as integers. x86-64 with AVX2.
 *
 * linear.c shares a product out, words.c and bytes.c multiply integers of 16 and of 8 bits. Each GROUP inputs of a row
 * become integers with a scale of their own and are multiplied exactly; after every GROUP inputs the sum is scaled and
 * added to the fp32 output. So one activation that is much larger than all others spoils its group and not the row, and
 * a row's result does not depend on the rows beside it.
 */
#ifndef NIGHTCLERK_PRODUCT_H
#define NIGHTCLERK_PRODUCT_H

#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#define GROUP 64   /* inputs that share one scale of a weight, and one of an activation */
#define COLUMNS 16 /* outputs of a panel: two vectors of 32-bit sums */
#define TILE 6     /* rows of a tile: 6 x 2 sums, and what is multiplied, fill the 16 registers */
#define AHEAD 2048 /* bytes of weights that are fetched ahead where they are used for few rows */

#define AVX2 __attribute__((target("avx2,fma")))
#define INLINE static inline __attribute__((always_inline)) AVX2

/* A tile of rows times `groups` groups of a panel. */
typedef struct {
    int rows, groups;
    const char *inputs;      /* integers, pairs or quads of each row in turn: (GROUP / 2 or 4, rows, 2 or 4) a group */
    const float *row_scales; /* of the activations: the first row's, of the first group */
    long row_step;           /* from a row's scales to the next row's */
    const char *weights;     /* integers, pairs or quads of each column in turn, likewise */
    int wide;                /* the weights are 16 bits */
    const float *scales;     /* of the weights: (groups, COLUMNS) */
    const int32_t *offsets;  /* with which sums begin, (groups, COLUMNS); NULL for zeros */
    float *outputs;          /* to which the products are added: `rows` rows of COLUMNS */
    long step;               /* from a row of outputs to the next */
} tile_product;

/* How activations become integers and are multiplied. */
typedef struct {
    int activation_bytes;
    /* One group of a row to integers and its scale; its n-th 32 bits go to out[n * step]. A group whose numbers are not
     * finite gets a scale that is not: its row's outputs are NaN, as with floats. */
    void (*round_group)(const float *x, long count, int largest, float *scale, int32_t *out, long step);
    void (*multiply_tile)(const tile_product *tile);
} arithmetic;

/* Hidden: names as short as these may be taken in the program that loads the library. */
__attribute__((visibility("hidden"))) extern const arithmetic words, bytes;

INLINE void add_scaled(const tile_product *t, int row, int group, const float *scales, const __m256i sum[2]) {
    const __m256 of_row = _mm256_set1_ps(t->row_scales[row * t->row_step + group]);
    for (int half = 0; half < 2; half++) {
        float *out = t->outputs + row * t->step + 8 * half;
        const __m256 scale = _mm256_mul_ps(of_row, _mm256_loadu_ps(scales + 8 * half));
        _mm256_storeu_ps(out, _mm256_fmadd_ps(_mm256_cvtepi32_ps(sum[half]), scale, _mm256_loadu_ps(out)));
    }
}

#endif
