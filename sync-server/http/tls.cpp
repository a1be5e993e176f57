// SPDX-License-Identifier: EUPL-1.2
#include "http/tls.hpp"

#include "vault/hash.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>

#include <memory>

namespace balieblik::http {
namespace {

template <auto free_it>
struct Free {
    template <class T>
    void operator()(T* pointer) const
    {
        free_it(pointer);
    }
};
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;

Error failed(std::string_view what)
{
    ERR_clear_error();
    return Error{Errc::internal, std::string(what)};
}

Bio reading(std::string_view text) { return Bio{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))}; }

std::string text_of(BIO* bio)
{
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(bio, &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

std::string pem_of(X509* certificate)
{
    Bio out{BIO_new(BIO_s_mem())};
    PEM_write_bio_X509(out.get(), certificate);
    return text_of(out.get());
}

std::string pem_of(EVP_PKEY* key)
{
    Bio out{BIO_new(BIO_s_mem())};
    PEM_write_bio_PKCS8PrivateKey(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return text_of(out.get());
}

bool add_extension(X509* certificate, X509* issuer, int nid, const std::string& value)
{
    X509V3_CTX context{};
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    Extension extension{X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str())};
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// A certificate with everything but its extensions and its signature.
Certificate blank(EVP_PKEY* key, std::string_view common_name, Timestamp from, std::chrono::days lifetime)
{
    Certificate made{X509_new()};
    unsigned char serial[16];
    if (!made || RAND_bytes(serial, sizeof serial) != 1)
        return nullptr;
    serial[0] &= 0x7f; // serial numbers are positive
    std::unique_ptr<BIGNUM, Free<BN_free>> number{BN_bin2bn(serial, sizeof serial, nullptr)};
    BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(made.get()));
    X509_set_version(made.get(), X509_VERSION_3);
    // An hour back, for tablets whose clock is behind.
    const auto begin = std::chrono::floor<seconds>(from) - std::chrono::hours{1};
    ASN1_TIME_set(X509_getm_notBefore(made.get()), begin.time_since_epoch().count());
    ASN1_TIME_set(X509_getm_notAfter(made.get()), (begin + lifetime).time_since_epoch().count());
    X509_set_pubkey(made.get(), key);
    auto* subject = X509_get_subject_name(made.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(common_name.data()),
                               static_cast<int>(common_name.size()), -1, 0);
    return made;
}

bool is_address(const std::string& host)
{
    unsigned char bytes[16];
    return ::inet_pton(AF_INET, host.c_str(), bytes) == 1 || ::inet_pton(AF_INET6, host.c_str(), bytes) == 1;
}

} // namespace

Result<CertifiedKey> make_tls_authority(std::string_view organisation, Timestamp now)
{
    const Key key{EVP_EC_gen("P-256")};
    if (!key)
        return failed("the authority's key could not be made");
    const auto name = std::string(organisation.substr(0, 48)) + " TLS CA";
    const auto made = blank(key.get(), name, now, std::chrono::days{3653});
    if (!made)
        return failed("the authority could not be made");
    X509_set_issuer_name(made.get(), X509_get_subject_name(made.get()));
    if (!add_extension(made.get(), made.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0") ||
        !add_extension(made.get(), made.get(), NID_key_usage, "critical,keyCertSign,cRLSign") ||
        !add_extension(made.get(), made.get(), NID_subject_key_identifier, "hash") ||
        X509_sign(made.get(), key.get(), EVP_sha256()) == 0)
        return failed("the authority could not be signed");
    return CertifiedKey{pem_of(made.get()), pem_of(key.get())};
}

Result<CertifiedKey> make_tls_leaf(const CertifiedKey& authority, const std::vector<std::string>& host_names,
                                   Timestamp now)
{
    if (host_names.empty())
        return Error{Errc::validation, "host_names"};
    const Certificate issuer{PEM_read_bio_X509(reading(authority.certificate).get(), nullptr, nullptr, nullptr)};
    const Key issuer_key{PEM_read_bio_PrivateKey(reading(authority.key).get(), nullptr, nullptr, nullptr)};
    const Key key{EVP_EC_gen("P-256")};
    if (!issuer || !issuer_key || !key)
        return failed("the authority could not be read");
    std::string names;
    for (const auto& host : host_names) {
        if (host.empty() || host.find_first_of(",\n") != host.npos)
            return Error{Errc::validation, "host_names"};
        names.append(names.empty() ? "" : ",").append(is_address(host) ? "IP:" : "DNS:").append(host);
    }
    const auto made = blank(key.get(), host_names.front(), now, std::chrono::days{397});
    if (!made)
        return failed("the certificate could not be made");
    X509_set_issuer_name(made.get(), X509_get_subject_name(issuer.get()));
    if (!add_extension(made.get(), issuer.get(), NID_basic_constraints, "critical,CA:FALSE") ||
        !add_extension(made.get(), issuer.get(), NID_key_usage, "critical,digitalSignature") ||
        !add_extension(made.get(), issuer.get(), NID_ext_key_usage, "serverAuth") ||
        !add_extension(made.get(), issuer.get(), NID_subject_key_identifier, "hash") ||
        !add_extension(made.get(), issuer.get(), NID_authority_key_identifier, "keyid") ||
        !add_extension(made.get(), issuer.get(), NID_subject_alt_name, names) ||
        X509_sign(made.get(), issuer_key.get(), EVP_sha256()) == 0)
        return failed("the certificate could not be signed");
    return CertifiedKey{pem_of(made.get()), pem_of(key.get())};
}

Result<std::string> spki_sha256(std::string_view certificate_pem)
{
    const auto in = reading(certificate_pem);
    Certificate last;
    while (auto* next = PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr))
        last.reset(next);
    ERR_clear_error();
    if (!last)
        return Error{Errc::malformed, "no certificate"};
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(last.get()), &der);
    if (size <= 0)
        return failed("the certificate's key could not be read");
    const auto hex = vault::sha256_hex(ByteView{der, static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    return hex;
}

Result<Timestamp> valid_until(std::string_view certificate_pem)
{
    const Certificate first{PEM_read_bio_X509(reading(certificate_pem).get(), nullptr, nullptr, nullptr)};
    std::tm parts{};
    if (!first || ASN1_TIME_to_tm(X509_get0_notAfter(first.get()), &parts) != 1) {
        ERR_clear_error();
        return Error{Errc::malformed, "no certificate"};
    }
    return Timestamp{std::chrono::seconds{::timegm(&parts)}};
}

} // namespace balieblik::http
