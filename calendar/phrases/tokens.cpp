// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/tokens.hpp"

#include "calendar/phrases/letters.hpp"

#include <algorithm>

namespace inspectord {
namespace {

constexpr std::uint32_t largest_value = 1'000'000'000;

/// "kỳ" and "kì", "quý" and "quí" are one word: a final y that is the only vowel is an i. "ngày",
/// "thúy" keep theirs.
void fold_final_y(std::string& letters) {
  if (letters.size() < 2 || letters.back() != 'y') return;
  const std::string_view head{letters.data(), letters.size() - 1};
  if (head == "qu" || head.find_first_of("aeiouy") == std::string_view::npos) letters.back() = 'i';
}

/// "truớc" for "trước": before a consonant there is no "uơ".
void fold_horns(std::string& letters) {
  const auto at = letters.find("uo+");
  if (at != std::string::npos && at + 3 < letters.size()) letters.insert(at + 1, "+");
}

/// Makes tokens of a text, one code point after the other.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::optional<Tokens> run() {
    while (offset_ < text_.size()) {
      const auto code = code_point_at(text_, offset_);
      if (!code) return std::nullopt;
      take(*code);
      offset_ += code->length;
    }
    finish_word();
    for (auto& token : tokens_) token.hash = hash_of(token.folded);
    return std::move(tokens_);
  }

 private:
  void take(CodePoint code) {
    switch (class_of(code.value)) {
      case LetterClass::letter:
        return take_letter(code);
      case LetterClass::digit:
        return take_digit(static_cast<char>(code.value));
      case LetterClass::symbol:
        return take_symbol(code);
      case LetterClass::ignored:
        return;
      case LetterClass::space:
      case LetterClass::line_break:
        finish_word();
        apart_ = true;
        if (class_of(code.value) == LetterClass::line_break) take_line_break(code.value);
        return;
    }
  }

  void take_line_break(char32_t code) {
    const bool second_half = code == '\n' && offset_ > 0 && text_[offset_ - 1] == '\r';
    if (new_line_ && !second_half) paragraph_ = true;
    new_line_ = true;
  }

  Token& begin_token(TokenKind kind) {
    finish_word();
    tokens_.push_back({.kind = kind,
                       .glued = !apart_,
                       .line_start = new_line_,
                       .paragraph = paragraph_,
                       .begin = static_cast<std::uint32_t>(offset_),
                       .end = static_cast<std::uint32_t>(offset_)});
    apart_ = new_line_ = paragraph_ = false;
    return tokens_.back();
  }

  bool continues(TokenKind kind) const {
    return !tokens_.empty() && !apart_ && tokens_.back().kind == kind;
  }

  void take_letter(CodePoint code) {
    const auto letter = folded_letter(code.value);
    if (!continues(TokenKind::word)) {
      begin_token(TokenKind::word).capital = letter && letter->capital;
    }
    Token& word = tokens_.back();
    if (!letter) {
      word.folded += text_.substr(offset_, code.length);
    } else {
      word.folded += letter->base;
      word.folded += letter->mark;
      if (letter->tone) tones_ += letter->tone;
    }
    word.end = static_cast<std::uint32_t>(offset_ + code.length);
  }

  void take_digit(char digit) {
    if (!continues(TokenKind::number)) begin_token(TokenKind::number);
    Token& number = tokens_.back();
    number.folded += digit;
    number.value = std::min<std::uint32_t>(
        largest_value, number.value >= largest_value / 10
                           ? largest_value
                           : number.value * 10 + static_cast<unsigned>(digit - '0'));
    number.end = static_cast<std::uint32_t>(offset_ + 1);
  }

  void take_symbol(CodePoint code) {
    const char symbol = folded_symbol(code.value);
    const bool gap = symbol == '.' || symbol == '_';
    if (gap && continues(TokenKind::symbol) &&
        (tokens_.back().folded == "." || tokens_.back().folded == "_")) {
      tokens_.back().folded = "_";
    } else {
      begin_token(TokenKind::symbol).folded = symbol;
    }
    tokens_.back().end = static_cast<std::uint32_t>(offset_ + code.length);
  }

  /// The tone belongs to the syllable: it goes behind its letters, wherever it was written.
  void finish_word() {
    if (!tokens_.empty() && tokens_.back().kind == TokenKind::word) {
      fold_final_y(tokens_.back().folded);
      fold_horns(tokens_.back().folded);
    }
    if (!tokens_.empty()) tokens_.back().folded += tones_;
    tones_.clear();
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  bool apart_ = true;
  bool new_line_ = true;
  bool paragraph_ = true;
  std::string tones_;
  Tokens tokens_;
};

bool is_address(const Tokens& tokens, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    if (tokens[i].is('@')) return true;
    if (tokens[i].folded == "www") return true;
    if (i + 2 < to && tokens[i].is(':') && tokens[i + 1].is('/') && tokens[i + 2].is('/'))
      return true;
  }
  return false;
}

/// Makes one token of each run without spaces that is a web or mail address.
Tokens with_addresses_closed(Tokens tokens) {
  Tokens result;
  result.reserve(tokens.size());
  for (std::size_t from = 0; from < tokens.size();) {
    std::size_t to = from + 1;
    while (to < tokens.size() && tokens[to].glued) ++to;
    if (is_address(tokens, from, to)) {
      Token address = tokens[from];
      address.kind = TokenKind::opaque;
      address.end = tokens[to - 1].end;
      address.folded.clear();
      address.hash = 0;
      result.push_back(std::move(address));
    } else {
      std::move(tokens.begin() + static_cast<std::ptrdiff_t>(from),
                tokens.begin() + static_cast<std::ptrdiff_t>(to), std::back_inserter(result));
    }
    from = to;
  }
  return result;
}

}  // namespace

/// FNV-1a: the words are few and short, and equality is checked on the words themselves.
std::uint64_t hash_of(std::string_view folded) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : folded) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return hash;
}

std::optional<Tokens> tokens_of(std::string_view text) {
  auto tokens = Lexer{text}.run();
  if (!tokens) return std::nullopt;
  return with_addresses_closed(std::move(*tokens));
}

std::size_t first_bad_byte(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    const auto code = code_point_at(text, offset);
    if (!code) return offset;
    offset += code->length;
  }
  return offset;
}

}  // namespace inspectord
