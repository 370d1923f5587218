// SPDX-License-Identifier: Apache-2.0
#include "formats/cell_lists.hpp"

#include <utility>

namespace inspectord {
namespace {

constexpr char escape = '\\';

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::string escaped(std::string_view text, char separator) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool at_end = i == 0 || i + 1 == text.size();
    if (c == '\n' || c == '\r') {
      out += escape;
      out += c == '\n' ? 'n' : 'r';
      continue;
    }
    if (c == separator || c == escape || (at_end && is_blank(c))) out += escape;
    out += c;
  }
  return out;
}

/// One text on its way in: blanks at its ends go, escaped ones stay.
class Piece {
 public:
  void add(char c) {
    if (is_blank(c) && text_.empty()) return;
    text_ += c;
    if (!is_blank(c)) kept_ = text_.size();
  }
  void add_escaped(char c) {
    text_ += c == 'n' ? '\n' : c == 'r' ? '\r' : c;
    kept_ = text_.size();
  }
  std::string take() {
    text_.resize(std::exchange(kept_, 0));
    return std::exchange(text_, {});
  }

 private:
  std::string text_;
  std::size_t kept_ = 0;
};

}  // namespace

std::string join_cell(const std::vector<std::string>& texts, char separator) {
  std::string cell;
  bool first = true;
  for (const auto& text : texts) {
    if (!std::exchange(first, false))
      cell.append(separator == '|' ? " " : "").append(1, separator).append(" ");
    cell += escaped(text, separator);
  }
  return cell;
}

std::vector<std::string> split_cell(std::string_view cell, char separator) {
  std::vector<std::string> texts;
  if (cell.find_first_not_of(" \t\r\n") == std::string_view::npos) return texts;
  Piece piece;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const char c = cell[i];
    const bool line_end = separator == ';' && (c == '\n' || c == '\r');
    if (c == separator || line_end) {
      texts.push_back(piece.take());
    } else if (c == escape && i + 1 < cell.size()) {
      piece.add_escaped(cell[++i]);
    } else {
      piece.add(c);
    }
  }
  texts.push_back(piece.take());
  return texts;
}

}  // namespace inspectord
