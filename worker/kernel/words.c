/*
 * 16-bit activations times weights of 16 or 8 bits: vpmaddwd multiplies pairs of 16-bit integers into 32 bits; 8-bit
 * weights are widened on the way. Activations keep 15 or 16 bits. Four vector instructions for 32 products.
 *
 * Nothing overflows: see LARGEST_SUM in worker/engines/integer.py.
 */
#include "product.h"

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

AVX2 static void round_group(const float *x, long count, int largest, float *scale, int32_t *out, long step) {
    float size = magnitude(x, count), factor = size > 0 ? largest / size : 0;
    __m256 factors = _mm256_set1_ps(factor);
    long i = 0;
    *scale = size / largest;
    for (; i + 16 <= count; i += 16) {
        __m256i low = _mm256_cvtps_epi32(_mm256_mul_ps(_mm256_loadu_ps(x + i), factors));
        __m256i high = _mm256_cvtps_epi32(_mm256_mul_ps(_mm256_loadu_ps(x + i + 8), factors));
        int32_t pairs[8];
        _mm256_storeu_si256((__m256i *)pairs, _mm256_permute4x64_epi64(_mm256_packs_epi32(low, high), 0xd8));
        for (int pair = 0; pair < 8; pair++) out[(i / 2 + pair) * step] = pairs[pair];
    }
    for (; i < GROUP; i += 2) {
        int16_t pair[2] = {0, 0};
        for (int n = 0; n < 2 && i + n < count; n++) pair[n] = (int16_t)_mm_cvtss_si32(_mm_set_ss(x[i + n] * factor));
        memcpy(out + i / 2 * step, pair, sizeof pair);
    }
}

/* Called with constants, so that all loops unroll. */
INLINE void tile_of(int rows, int wide, const tile_product *t) {
    const char *a = t->inputs, *b = t->weights;
    const float *scales = t->scales;
    for (int row = 0; row < rows; row++) _mm_prefetch((const char *)(t->outputs + row * t->step), _MM_HINT_T0);
    for (int group = 0; group < t->groups; group++, scales += COLUMNS) {
        __m256i sum[TILE][2];
        for (int row = 0; row < rows; row++) sum[row][0] = sum[row][1] = _mm256_setzero_si256();
        for (int pair = 0; pair < GROUP / 2; pair++, a += 4 * rows, b += wide ? 64 : 32) {
            if (!wide || rows < TILE) _mm_prefetch(b + AHEAD, _MM_HINT_T0);
            const __m256i left = wide ? _mm256_loadu_si256((const __m256i *)b)
                                      : _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)b));
            const __m256i right = wide ? _mm256_loadu_si256((const __m256i *)b + 1)
                                       : _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)b + 1));
            for (int row = 0; row < rows; row++) {
                int32_t two;
                memcpy(&two, a + 4 * row, sizeof two);
                const __m256i x = _mm256_set1_epi32(two);
                sum[row][0] = _mm256_add_epi32(sum[row][0], _mm256_madd_epi16(x, left));
                sum[row][1] = _mm256_add_epi32(sum[row][1], _mm256_madd_epi16(x, right));
            }
        }
        for (int row = 0; row < rows; row++) add_scaled(t, row, group, scales, sum[row]);
    }
}

#define CASE(ROWS_)             \
    case ROWS_:                 \
        if (t->wide)            \
            tile_of(ROWS_, 1, t); \
        else                    \
            tile_of(ROWS_, 0, t); \
        break;

AVX2 static void multiply_tile(const tile_product *tile) {
    const tile_product own = *tile, *t = &own; /* which no store can change */
    switch (t->rows) { CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) }
}

const arithmetic words = {2, round_group, multiply_tile};
