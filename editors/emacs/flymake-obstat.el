;;; flymake-obstat.el --- Obstat as a Flymake backend -*- lexical-binding: t -*-

;; Findings of the text as it stands in the buffer, saved or not.
;;
;;   (require 'flymake-obstat)
;;   (add-hook 'markdown-mode-hook #'flymake-obstat-setup)

;;; Code:

(require 'flymake)

(defgroup flymake-obstat nil
  "Obstat as a Flymake backend."
  :group 'flymake)

(defcustom flymake-obstat-program "obstat"
  "The program."
  :type 'string)

(defvar-local flymake-obstat--process nil
  "The run for this buffer that has not ended yet.")

(defconst flymake-obstat--line
  "^.*?:\\([0-9]+\\):\\([0-9]+\\): \\(error\\|warning\\|info\\)\\(\\[.*\\)$"
  "A finding: line, column in characters, severity, rule and message.")

(defun flymake-obstat--diagnostics (source output)
  "The diagnostics of buffer SOURCE that stand in buffer OUTPUT."
  (let (found)
    (with-current-buffer output
      (goto-char (point-min))
      (while (re-search-forward flymake-obstat--line nil t)
        (let* ((line (string-to-number (match-string 1)))
               (column (string-to-number (match-string 2)))
               (severity (match-string 3))
               (message (match-string 4))
               (type (cond ((string= severity "error") :error)
                           ((string= severity "warning") :warning)
                           (t :note)))
               (region (flymake-diag-region source line column)))
          (push (flymake-make-diagnostic source (car region) (cdr region) type message) found))))
    (nreverse found)))

(defun flymake-obstat (report &rest _)
  "Check the current buffer and tell REPORT."
  (when (process-live-p flymake-obstat--process)
    (kill-process flymake-obstat--process))
  (let* ((source (current-buffer))
         (path (or (buffer-file-name) "stdin.md"))
         (output (generate-new-buffer " *flymake-obstat*")))
    (setq flymake-obstat--process
          (make-process
           :name "flymake-obstat" :noquery t :connection-type 'pipe :buffer output
           :coding 'utf-8-unix
           :command (list flymake-obstat-program "check" "--output" "short" "--stdin-path" path "-")
           :sentinel
           (lambda (process _event)
             (when (memq (process-status process) '(exit signal))
               (unwind-protect
                   (when (and (buffer-live-p source)
                              (eq process (buffer-local-value 'flymake-obstat--process source)))
                     (funcall report (flymake-obstat--diagnostics source output)))
                 (kill-buffer output))))))
    (process-send-region flymake-obstat--process (point-min) (point-max))
    (process-send-eof flymake-obstat--process)))

;;;###autoload
(defun flymake-obstat-setup ()
  "Use Obstat in this buffer."
  (add-hook 'flymake-diagnostic-functions #'flymake-obstat nil t)
  (flymake-mode 1))

(provide 'flymake-obstat)
;;; flymake-obstat.el ends here
