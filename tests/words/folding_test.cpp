// SPDX-License-Identifier: Apache-2.0
#include "words/folding.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(FoldedForSearch, TakesEveryVietnameseLetterToItsPlainOne) {
  EXPECT_EQ(folded_for_search("aàảãáạăằẳẵắặâầẩẫấậ AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬ"),
            std::string(18, 'a') + " " + std::string(18, 'a'));
  EXPECT_EQ(folded_for_search("eèẻẽéẹêềểễếệ EÈẺẼÉẸÊỀỂỄẾỆ"),
            std::string(12, 'e') + " " + std::string(12, 'e'));
  EXPECT_EQ(folded_for_search("iìỉĩíị IÌỈĨÍỊ"), "iiiiii iiiiii");
  EXPECT_EQ(folded_for_search("oòỏõóọôồổỗốộơờởỡớợ OÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢ"),
            std::string(18, 'o') + " " + std::string(18, 'o'));
  EXPECT_EQ(folded_for_search("uùủũúụưừửữứự UÙỦŨÚỤƯỪỬỮỨỰ"),
            std::string(12, 'u') + " " + std::string(12, 'u'));
  EXPECT_EQ(folded_for_search("yỳỷỹýỵ YỲỶỸÝỴ"), "yyyyyy yyyyyy");
  EXPECT_EQ(folded_for_search("đĐðÐ"), "dddd");
}

TEST(FoldedForSearch, DoesNotCareHowLettersWereComposed) {
  EXPECT_EQ(folded_for_search("Hò\u0301a Ba\u0306\u0301c"), "hoa bac");
  EXPECT_EQ(folded_for_search("o\u031B\u0300"), "o");
}

TEST(FoldedForSearch, KeepsWhatIsNoLatinLetter) {
  EXPECT_EQ(folded_for_search("25/KH-SLĐTBXH\n№ 中\t×"), "25/kh-sldtbxh № 中 ×");
  EXPECT_EQ(folded_for_search(""), "");
}

}  // namespace
}  // namespace inspectord
