#ifndef HAZLEDGER_COPENSSL_SHIM_H
#define HAZLEDGER_COPENSSL_SHIM_H

/* SHA256_Init and its like are as good as ever, but OpenSSL 3 would rather see EVP used. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

/* Lists of certificates: OpenSSL has macros for them, which Swift cannot see. */

static inline STACK_OF(X509) *hazledger_certificates_new(void) { return sk_X509_new_null(); }

static inline int hazledger_certificates_add(STACK_OF(X509) *list, X509 *certificate) {
  return sk_X509_push(list, certificate) > 0;
}

static inline void hazledger_certificates_free(STACK_OF(X509) *list) {
  sk_X509_pop_free(list, X509_free);
}

/* These take what they are given; their names changed in OpenSSL 3.4. */

static inline void hazledger_ts_give_store(TS_VERIFY_CTX *context, X509_STORE *store) {
#if OPENSSL_VERSION_NUMBER >= 0x30400000L
  TS_VERIFY_CTX_set0_store(context, store);
#else
  TS_VERIFY_CTX_set_store(context, store);
#endif
}

static inline int hazledger_ts_give_imprint(
    TS_VERIFY_CTX *context, const unsigned char *imprint, size_t count) {
  unsigned char *copy = OPENSSL_memdup(imprint, count);
  if (copy == NULL) return 0;
#if OPENSSL_VERSION_NUMBER >= 0x30400000L
  return TS_VERIFY_CTX_set0_imprint(context, copy, (long)count) > 0;
#else
  return TS_VERIFY_CTX_set_imprint(context, copy, (long)count) != NULL;
#endif
}

static inline void hazledger_ts_give_certificates(TS_VERIFY_CTX *context, STACK_OF(X509) *list) {
#if OPENSSL_VERSION_NUMBER >= 0x30400000L
  TS_VERIFY_CTX_set0_certs(context, list);
#else
  TS_VERIFY_CTX_set_certs(context, list);
#endif
}

/* The bytes of the digest under a token's one signature; 0 where it is none that OpenSSL knows, or
   there is not just one signature. */
static inline int hazledger_ts_signature_digest_size(PKCS7 *token) {
  STACK_OF(PKCS7_SIGNER_INFO) *signers = PKCS7_get_signer_info(token);
  if (signers == NULL || sk_PKCS7_SIGNER_INFO_num(signers) != 1) return 0;
  X509_ALGOR *algorithm = NULL;
  PKCS7_SIGNER_INFO_get0_algs(sk_PKCS7_SIGNER_INFO_value(signers, 0), NULL, &algorithm, NULL);
  if (algorithm == NULL) return 0;
  const ASN1_OBJECT *name = NULL;
  X509_ALGOR_get0(&name, NULL, NULL, algorithm);
  const EVP_MD *digest = EVP_get_digestbyobj(name);
  return digest == NULL ? 0 : EVP_MD_get_size(digest);
}

#endif
