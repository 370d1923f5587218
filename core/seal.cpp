// SPDX-License-Identifier: Apache-2.0
#include "core/seal.hpp"

#include <openssl/evp.h>

#include <memory>
#include <span>
#include <stdexcept>

namespace inspectord {
namespace {

constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

Cipher make_cipher() {
  Cipher cipher{EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free};
  if (!cipher) throw std::bad_alloc{};
  return cipher;
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

void require(int done) {
  if (done != 1) throw std::runtime_error("AES-GCM failed");
}

}  // namespace

std::string seal(const Sha256& key, std::string_view plain, Random& random) {
  std::string nonce(nonce_size, '\0');
  random.fill(std::as_writable_bytes(std::span{nonce.data(), nonce.size()}));
  const auto cipher = make_cipher();
  std::string text(plain.size(), '\0'), tag(tag_size, '\0');
  int size = 0;
  require(
      EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), bytes_of(nonce)));
  require(EVP_EncryptUpdate(cipher.get(), bytes_of(text), &size, bytes_of(plain),
                            static_cast<int>(plain.size())));
  require(EVP_EncryptFinal_ex(cipher.get(), bytes_of(text) + size, &size));
  require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_size, tag.data()));
  return nonce + text + tag;
}

std::optional<std::string> unseal(const Sha256& key, std::string_view sealed) {
  if (sealed.size() < nonce_size + tag_size) return std::nullopt;
  const auto nonce = sealed.substr(0, nonce_size);
  std::string tag{sealed.substr(sealed.size() - tag_size)};
  const auto text = sealed.substr(nonce_size, sealed.size() - nonce_size - tag_size);
  const auto cipher = make_cipher();
  std::string plain(text.size(), '\0');
  int size = 0;
  require(
      EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), bytes_of(nonce)));
  require(EVP_DecryptUpdate(cipher.get(), bytes_of(plain), &size, bytes_of(text),
                            static_cast<int>(text.size())));
  require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()));
  if (EVP_DecryptFinal_ex(cipher.get(), bytes_of(plain) + size, &size) != 1) return std::nullopt;
  return plain;
}

}  // namespace inspectord
