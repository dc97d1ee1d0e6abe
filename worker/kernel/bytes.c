/*
 * 8-bit activations times 8-bit weights: vpmaddubsw multiplies bytes, unsigned by signed, and adds pairs in 16 bits;
 * TOGETHER / 2 of these sums are added in 16 bits before vpmaddwd widens them. Two vector instructions and a half for 32
 * products.
 *
 * Each group of activations is rotated before it is rounded, as its weights were: a rotation leaves the product as it
 * is, and spreads one activation that is much larger than the others over all 64, so that it costs them less. It is a
 * Walsh-Hadamard transform, as in Ashkboos and others, "QuaRot" (2024). An activation is kept as an unsigned byte, by
 * `largest` + 1 more than what it is; what that adds to a group's sum is taken off before, by the offsets.
 *
 * Nothing overflows: bytes are 1 to 2 * largest + 1, and worker/engines/w8a8.py sees to it that of any TOGETHER weights
 * that are added in 16 bits neither the positive ones nor the negative ones make up more than
 * 32767 / (2 * largest + 1). So each sum of some of their products lies between -32767 and 32767, those of vpmaddubsw,
 * which would saturate, as well as the whole; and a group's sum, of at most GROUP / 2 of them, far within 32 bits.
 */
#include "product.h"

#define TOGETHER 4 /* inputs whose products are added in 16 bits: two of each of TOGETHER / 2 quads */

/* The lanes whose number has bit 0, bit 1, bit 2, as signs. */
#define BIT0 _mm256_setr_ps(0.0f, -0.0f, 0.0f, -0.0f, 0.0f, -0.0f, 0.0f, -0.0f)
#define BIT1 _mm256_setr_ps(0.0f, 0.0f, -0.0f, -0.0f, 0.0f, 0.0f, -0.0f, -0.0f)
#define BIT2 _mm256_setr_ps(0.0f, 0.0f, 0.0f, 0.0f, -0.0f, -0.0f, -0.0f, -0.0f)

/* The 64 numbers of a group times the 64 x 64 Hadamard matrix, each sum of two and each difference taken once. Signs
 * that form a bent function are put before them, for else what all 64 have in common would end up in one. */
INLINE void rotate(__m256 x[8]) {
    for (int n = 0; n < 8; n++) {
        if (n & 1) x[n] = _mm256_xor_ps(x[n], BIT0);
        if (n & 2) x[n] = _mm256_xor_ps(x[n], BIT1);
        if (n & 4) x[n] = _mm256_xor_ps(x[n], BIT2);
    }
    for (int bit = 1; bit < 8; bit *= 2)
        for (int n = 0; n < 8; n++)
            if (!(n & bit)) {
                const __m256 one = x[n], other = x[n + bit];
                x[n] = _mm256_add_ps(one, other);
                x[n + bit] = _mm256_sub_ps(one, other);
            }
    for (int n = 0; n < 8; n++) {
        x[n] = _mm256_add_ps(_mm256_permute2f128_ps(x[n], x[n], 1), _mm256_xor_ps(x[n], BIT2));
        x[n] = _mm256_add_ps(_mm256_permute_ps(x[n], 0x4e), _mm256_xor_ps(x[n], BIT1));
        x[n] = _mm256_add_ps(_mm256_permute_ps(x[n], 0xb1), _mm256_xor_ps(x[n], BIT0));
    }
}

/* Magnitude of the largest of 64 numbers. */
INLINE float magnitude(const __m256 x[8]) {
    const __m256 sign = _mm256_set1_ps(-0.0f);
    __m256 largest = _mm256_andnot_ps(sign, x[0]);
    for (int n = 1; n < 8; n++) largest = _mm256_max_ps(largest, _mm256_andnot_ps(sign, x[n]));
    __m128 four = _mm_max_ps(_mm256_castps256_ps128(largest), _mm256_extractf128_ps(largest, 1));
    four = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(four, _mm_movehdup_ps(four)));
}

/* Four vectors of small 32-bit integers as bytes, in their order. */
INLINE __m256i to_bytes(const __m256i x[4]) {
    const __m256i mixed = _mm256_packs_epi16(_mm256_packs_epi32(x[0], x[1]), _mm256_packs_epi32(x[2], x[3]));
    return _mm256_permutevar8x32_epi32(mixed, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
}

AVX2 static void round_group(const float *x, long count, int largest, float *scale, int32_t *out, long step) {
    float whole[GROUP] = {0};
    __m256 rotated[8];
    if (count < GROUP) x = memcpy(whole, x, (size_t)count * sizeof *x);
    for (int n = 0; n < 8; n++) rotated[n] = _mm256_loadu_ps(x + 8 * n);
    rotate(rotated);

    const float size = magnitude(rotated);
    *scale = size / (float)largest + 0.0f * _mm256_cvtss_f32(rotated[0]); /* each input has a part in rotated[0] */
    const __m256 factor = _mm256_set1_ps(size > 0 ? (float)largest / size : 0);
    const __m256i zero = _mm256_set1_epi8((char)(largest + 1));
    for (int half = 0; half < 2; half++) {
        __m256i integers[4];
        int32_t quads[8];
        for (int n = 0; n < 4; n++) integers[n] = _mm256_cvtps_epi32(_mm256_mul_ps(rotated[4 * half + n], factor));
        _mm256_storeu_si256((__m256i *)quads, _mm256_add_epi8(to_bytes(integers), zero));
        for (int quad = 0; quad < 8; quad++) out[(8 * half + quad) * step] = quads[quad];
    }
}

/* Called with constants, so that all loops unroll. */
INLINE void tile_of(int rows, const tile_product *t) {
    const char *a = t->inputs, *b = t->weights;
    const float *scales = t->scales;
    const int32_t *offsets = t->offsets;
    const __m256i ones = _mm256_set1_epi16(1);
    for (int row = 0; row < rows; row++) _mm_prefetch((const char *)(t->outputs + row * t->step), _MM_HINT_T0);
    for (int group = 0; group < t->groups; group++, scales += COLUMNS, offsets += COLUMNS) {
        __m256i sum[TILE][2];
        for (int row = 0; row < rows; row++)
            for (int half = 0; half < 2; half++)
                sum[row][half] = _mm256_loadu_si256((const __m256i *)(offsets + 8 * half));
        for (int input = 0; input < GROUP; input += 2 * TOGETHER, a += 2 * TOGETHER * rows, b += 2 * TOGETHER * COLUMNS) {
            for (int row = 0; row < rows; row++) {
                __m256i part[2];
                for (int quad = 0; quad < TOGETHER / 2; quad++) {
                    int32_t four;
                    memcpy(&four, a + 4 * (quad * rows + row), sizeof four);
                    const __m256i x = _mm256_set1_epi32(four);
                    if (row == 0 && rows < TILE) _mm_prefetch(b + 64 * quad + AHEAD, _MM_HINT_T0);
                    for (int half = 0; half < 2; half++) {
                        const __m256i y = _mm256_loadu_si256((const __m256i *)(b + 64 * quad + 32 * half));
                        const __m256i both = _mm256_maddubs_epi16(x, y);
                        part[half] = quad ? _mm256_add_epi16(part[half], both) : both;
                    }
                }
                for (int half = 0; half < 2; half++)
                    sum[row][half] = _mm256_add_epi32(sum[row][half], _mm256_madd_epi16(part[half], ones));
            }
        }
        for (int row = 0; row < rows; row++) add_scaled(t, row, group, scales, sum[row]);
    }
}

#define CASE(ROWS_)       \
    case ROWS_:           \
        tile_of(ROWS_, t); \
        break;

AVX2 static void multiply_tile(const tile_product *tile) {
    const tile_product own = *tile, *t = &own; /* which no store can change */
    switch (t->rows) { CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) }
}

const arithmetic bytes = {1, round_group, multiply_tile};
