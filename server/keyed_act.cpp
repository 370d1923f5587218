// SPDX-License-Identifier: Apache-2.0
#include "server/keyed_act.hpp"

#include "core/seal.hpp"
#include "formats/gzip.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

constexpr std::size_t longest_key = 255;
constexpr std::size_t largest_answer = 256 * 1024 * 1024;

/// Length before each part, so that no two lists read alike.
Sha256 hash_of(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const auto part : parts) text.append(std::to_string(part.size())).append(":").append(part);
  return sha256(text);
}

KeyedRequest identity_of(const Call& call, const std::string& key) {
  const auto& request = call.request;
  const auto body = sha256(request.body);
  return {.key = hash_of({call.actor.user.to_string(), key}),
          .request = hash_of({to_string(request.method),
                              request.path,
                              request.query,
                              {reinterpret_cast<const char*>(body.data()), body.size()}})};
}

/// Nobody but the holder of the token has this.
Sha256 seal_key(const Request& request, const std::string& key) {
  return hmac_sha256(request.header("Authorization").value_or(""), "idempotency:" + key);
}

bool holds_a_secret(const Response& response) {
  const auto* caching = response.headers.find("Cache-Control");
  return caching && caching->find("no-store") != std::string::npos;
}

/// Fields as lines, an empty line, the body.
std::string to_text(const Response& response) {
  std::string text;
  for (const auto& [name, value] : response.headers)
    text.append(name).append(": ").append(value).append("\n");
  return text.append("\n").append(response.body);
}

Response from_text(int status, std::string_view text) {
  Response response{.status = status, .headers = {}, .body = {}};
  while (!text.starts_with('\n')) {
    const auto line = text.substr(0, text.find('\n'));
    const auto colon = line.find(": ");
    response.headers.add(line.substr(0, colon), line.substr(colon + 2));
    text.remove_prefix(line.size() + 1);
  }
  response.body = text.substr(1);
  return response;
}

class KeyedAct final : public PreparedAct {
 public:
  KeyedAct(std::unique_ptr<PreparedAct> inner, const Call& call, std::string key,
           IdempotencyLog& log, Random& random)
      : inner_(std::move(inner)),
        call_(call),
        identity_(identity_of(call, key)),
        key_(std::move(key)),
        log_(log),
        random_(random) {}

  bool act(Transaction& tx, Instant now) override {
    answer_.reset();
    if (auto kept = log_.find(tx, identity_.key)) {
      answer_.emplace(again(*kept));
      return false;  // nothing was done
    }
    if (!inner_->act(tx, now)) return false;
    answer_.emplace(inner_->encode(call_));
    if (*answer_) log_.append(tx, identity_, keep(**answer_), now);
    return true;
  }

  Result<Response> encode(const Call& call) override {
    return answer_ ? *answer_ : inner_->encode(call);
  }

  void settled() override { inner_->settled(); }

 private:
  Result<Response> again(const KeptAnswer& kept) const {
    if (kept.request != identity_.request) return Refusal{idempotency_key_reused};
    auto packed = kept.sealed ? unseal(seal_key(call_.request, key_), kept.answer)
                              : std::optional{kept.answer};
    if (!packed) return Refusal{idempotency_answer_sealed};
    const auto text = gunzipped(*packed, largest_answer);
    if (!text) throw std::runtime_error("a kept answer cannot be read");
    return from_text(kept.status, *text);
  }

  KeptAnswer keep(const Response& response) const {
    KeptAnswer kept{.request = identity_.request,
                    .status = response.status,
                    .sealed = holds_a_secret(response),
                    .answer = gzipped(to_text(response))};
    if (kept.sealed) kept.answer = seal(seal_key(call_.request, key_), kept.answer, random_);
    return kept;
  }

  const std::unique_ptr<PreparedAct> inner_;
  const Call call_;
  const KeyedRequest identity_;
  const std::string key_;
  IdempotencyLog& log_;
  Random& random_;
  std::optional<Result<Response>> answer_;
};

}  // namespace

Result<std::optional<std::string>> idempotency_key_of(const Request& request) {
  const auto given = request.idempotency_key();
  if (!given) return std::optional<std::string>{};
  std::string_view key = *given;
  const bool quoted = key.size() > 1 && key.starts_with('"') && key.ends_with('"');
  if (quoted) key = key.substr(1, key.size() - 2);
  const bool visible =
      std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7f' && c != '"'; });
  if (key.empty() || key.size() > longest_key || !visible ||
      request.headers.count("Idempotency-Key") > 1) {
    return Refusal{bad_idempotency_key};
  }
  return std::optional{std::string{key}};
}

std::unique_ptr<PreparedAct> keyed(std::unique_ptr<PreparedAct> inner, const Call& call,
                                   std::string key, IdempotencyLog& log, Random& random) {
  return std::make_unique<KeyedAct>(std::move(inner), call, std::move(key), log, random);
}

}  // namespace inspectord
