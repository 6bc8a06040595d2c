" Obstat: findings in the quickfix list.
" Copy the folder `compiler` into ~/.vim, then in a draft `:compiler obstat` and `:make`.

if exists("current_compiler")
  finish
endif
let current_compiler = "obstat"

CompilerSet makeprg=obstat\ check\ --output\ short\ %:S
CompilerSet errorformat=%f:%l:%v:\ %trror%m,%f:%l:%v:\ %tarning%m,%f:%l:%v:\ %tnfo%m,%-G%.%#
